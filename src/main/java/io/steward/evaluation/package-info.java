/**
 * Evaluation and validation on the sealed holdout: metrics with intervals, fairness, segments,
 * robustness, explanation, and the comparison with the champion.
 */
@NullMarked
package io.steward.evaluation;

import org.jspecify.annotations.NullMarked;
