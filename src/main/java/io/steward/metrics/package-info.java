/** The arithmetic of metrics: pure functions on arrays, checked against reference values. */
@NullMarked
package io.steward.metrics;

import org.jspecify.annotations.NullMarked;
