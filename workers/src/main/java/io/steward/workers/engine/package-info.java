/**
 * The application's side of the process engine: deploying the processes, starting and cancelling
 * runs, and knowing when all of it is ready.
 */
@NullMarked
package io.steward.workers.engine;

import org.jspecify.annotations.NullMarked;
