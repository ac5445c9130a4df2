/** What people did in Tasklist: who completed which user task. */
@NullMarked
package io.steward.workers.tasklist;

import org.jspecify.annotations.NullMarked;
