/** The processes on the real engine, with the real task list, store and model server. */
@NullMarked
package io.steward.process;

import org.jspecify.annotations.NullMarked;
