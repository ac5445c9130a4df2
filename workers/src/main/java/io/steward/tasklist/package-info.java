/** A client of Tasklist's own API: what a person can do in the browser, done by a program. */
@NullMarked
package io.steward.tasklist;

import org.jspecify.annotations.NullMarked;
