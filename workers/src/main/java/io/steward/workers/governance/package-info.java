/** Jobs of the governance review, and the recording of people's decisions. */
@NullMarked
package io.steward.workers.governance;

import org.jspecify.annotations.NullMarked;
