/** Jobs that open and close a run. */
@NullMarked
package io.steward.workers.run;

import org.jspecify.annotations.NullMarked;
