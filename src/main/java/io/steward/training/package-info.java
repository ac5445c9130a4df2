/**
 * Model development: candidate plans, cross-validated training and selection. Only this package
 * knows the training library.
 */
@NullMarked
package io.steward.training;

import org.jspecify.annotations.NullMarked;
