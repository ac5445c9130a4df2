/**
 * The command line. Each command is a small class that asks the application, Tasklist or the model
 * server over HTTP; only {@code verify} reads the store itself, because an auditor must not depend
 * on the application.
 */
@NullMarked
package io.steward.cli;

import org.jspecify.annotations.NullMarked;
