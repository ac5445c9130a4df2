/**
 * The process application: it takes the jobs of the lifecycle's processes and lets the core do the
 * work. Adapters only; what a step means lives in the core.
 */
@NullMarked
package io.steward.workers;

import org.jspecify.annotations.NullMarked;
