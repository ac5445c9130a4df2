/**
 * The feature recipe: fitted on the training part only, stored with its constants, applied
 * identically in training, evaluation, serving and monitoring.
 */
@NullMarked
package io.steward.features;

import org.jspecify.annotations.NullMarked;
