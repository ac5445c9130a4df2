/**
 * Watching a released model: the log of served requests, and drift against the reference profile of
 * the bundle.
 */
@NullMarked
package io.steward.monitoring;

import org.jspecify.annotations.NullMarked;
