/** Jobs of the training: planning candidates, training each, selecting one. */
@NullMarked
package io.steward.workers.training;

import org.jspecify.annotations.NullMarked;
