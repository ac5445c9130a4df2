/** The process that keeps Camunda's secondary data: one embedded OpenSearch node on loopback. */
@NullMarked
package io.steward.platform.opensearch;

import org.jspecify.annotations.NullMarked;
