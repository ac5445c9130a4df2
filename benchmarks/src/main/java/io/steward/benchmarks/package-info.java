/**
 * Benchmarks of whole pieces of work. Each figure stands beside a peer, or beside the bare lower
 * bound of the same work, measured in the same run: the machines are shared, so a ratio says more
 * than a time.
 */
@NullMarked
package io.steward.benchmarks;

import org.jspecify.annotations.NullMarked;
