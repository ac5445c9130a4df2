/**
 * What one stage proposes to an earlier one when a run goes back: typed, with its evidence, so that
 * people can read it and the stage can act on it.
 */
@NullMarked
package io.steward.proposal;

import org.jspecify.annotations.NullMarked;
