/**
 * What people did in Tasklist: who completed which user task. Nothing else in the application knows
 * Tasklist.
 */
@NullMarked
package io.steward.workers.tasklist;

import org.jspecify.annotations.NullMarked;
