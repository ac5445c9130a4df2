/** Jobs of the monitoring of a live model. */
@NullMarked
package io.steward.workers.monitoring;

import org.jspecify.annotations.NullMarked;
