/** Jobs of the preparation: splitting off the holdout and fitting the feature recipe. */
@NullMarked
package io.steward.workers.preparation;

import org.jspecify.annotations.NullMarked;
