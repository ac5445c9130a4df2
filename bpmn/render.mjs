// Draws every process as docs/images/<process>.png. Needs Chromium: set CHROMIUM where it is not on the PATH.
// Usage: npm --prefix bpmn run render
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const MARGIN = 15;
const LOGO = 25; // room for the viewer's logo, which its licence wants shown
const here = dirname(fileURLToPath(import.meta.url));
const images = resolve(here, '../docs/images');
const viewer = readFileSync(join(here, 'node_modules/bpmn-js/dist/bpmn-viewer.production.min.js'), 'utf8');
const work = mkdtempSync(join(tmpdir(), 'render-'));

/** The box around everything that is drawn. */
function box(xml) {
  const numbers = (tag) =>
    [...xml.matchAll(/<(?:dc:Bounds|di:waypoint)[^>]*>/g)].flatMap(([element]) => {
      const value = (name) => Number(element.match(new RegExp(`\\b${name}="([-\\d.]+)"`))?.[1] ?? 0);
      return tag === 'x' ? [value('x'), value('x') + value('width')] : [value('y'), value('y') + value('height')];
    });
  const [xs, ys] = [numbers('x'), numbers('y')];
  const [x, y] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  return { x, y, width: Math.ceil(Math.max(...xs) + MARGIN - x), height: Math.ceil(Math.max(...ys) + MARGIN + LOGO - y) };
}

function page(xml, { x, y, width, height }) {
  return `<!doctype html><meta charset="utf-8"><style>body{margin:0;background:#fff}</style>
<div id="canvas" style="width:${width}px;height:${height}px"></div><script>${viewer}</script><script>
const viewer = new BpmnJS({ container: '#canvas' });
viewer.importXML(${JSON.stringify(xml).replaceAll('<', '\\u003c')}).then(() =>
  viewer.get('canvas').viewbox(${JSON.stringify({ x, y, width, height })}));
</script>`;
}

mkdirSync(images, { recursive: true });
try {
  for (const file of readdirSync(here).filter((name) => name.endsWith('.bpmn'))) {
    const xml = readFileSync(join(here, file), 'utf8');
    const size = box(xml);
    const html = join(work, 'page.html');
    const png = join(images, file.replace('.bpmn', '.png'));
    writeFileSync(html, page(xml, size));
    const run = spawnSync(
      process.env.CHROMIUM ?? 'chromium',
      ['--headless', '--no-sandbox', '--hide-scrollbars', '--virtual-time-budget=5000', `--user-data-dir=${work}`,
        `--window-size=${size.width},${size.height}`, `--screenshot=${png}`, html],
      { encoding: 'utf8' },
    );
    if (run.error || run.status !== 0) {
      throw new Error(`Chromium could not draw ${file}: ${run.error?.message ?? run.stderr}. Install Chromium or set CHROMIUM.`);
    }
    console.log(`${png} ${size.width} x ${size.height}`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
