/** Bringing a bundle to the model server: loading, canary, load test, promotion and rollback. */
@NullMarked
package io.steward.deployment;

import org.jspecify.annotations.NullMarked;
