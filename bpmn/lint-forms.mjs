// Checks every form with Camunda's own linter (components and FEEL of Camunda 8.6 and 8.9), and that it is named as its id says.
import { readFileSync, readdirSync } from 'node:fs';
import { register } from 'node:module';

// The linter is written for bundlers: its imports carry no file extension, which Node asks for.
register(
  'data:text/javascript,' +
    encodeURIComponent(`
      export const resolve = (name, context, next) =>
        next(name, context).catch((fault) => {
          if (!name.startsWith('.')) throw fault;
          return next(name + '.js', context).catch(() => next(name + '/index.js', context));
        });
      export const load = (url, context, next) =>
        next(url, url.includes('/form-linting/') ? { ...context, format: 'module' } : context);
    `),
);
const { FormLinter } = await import('@camunda/form-linting');

const linter = new FormLinter();
let faults = 0;
const fault = (file, message) => {
  faults++;
  console.error(`${file}: ${message}`);
};

for (const file of readdirSync('.').filter((name) => name.endsWith('.form'))) {
  const form = JSON.parse(readFileSync(file, 'utf8'));
  if (`${form.id}.form` !== file) {
    fault(file, `the form's id is "${form.id}": name the file ${form.id}.form`);
  }
  for (const version of ['8.6.0', '8.9.0']) {
    for (const report of linter.lint({ ...form, executionPlatformVersion: version })) {
      fault(file, `Camunda ${version}: ${report.id ?? ''} ${report.message}`);
    }
  }
}
process.exit(faults === 0 ? 0 : 1);
