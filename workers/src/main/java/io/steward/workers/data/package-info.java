/** Jobs of the data stage: collecting, profiling and checking what a model could learn from. */
@NullMarked
package io.steward.workers.data;

import org.jspecify.annotations.NullMarked;
