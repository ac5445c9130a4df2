/** Jobs of the problem definition: is the charter complete and correct? */
@NullMarked
package io.steward.workers.problem;

import org.jspecify.annotations.NullMarked;
