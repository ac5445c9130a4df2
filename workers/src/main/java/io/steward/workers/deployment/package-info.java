/** Jobs of the deployment: packaging, canary, load test, promotion and rollback. */
@NullMarked
package io.steward.workers.deployment;

import org.jspecify.annotations.NullMarked;
