/** Jobs of the evaluation: everything that looks at the sealed holdout, and the gate. */
@NullMarked
package io.steward.workers.evaluation;

import org.jspecify.annotations.NullMarked;
