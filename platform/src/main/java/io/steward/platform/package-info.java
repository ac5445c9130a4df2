/**
 * The embedded platform: Camunda's broker and web applications, OpenSearch and an object store,
 * each a process of its own on loopback, with one data folder. {@link io.steward.platform.Platform}
 * starts and stops them; whatever is hidden is in {@code internal}.
 */
@NullMarked
package io.steward.platform;

import org.jspecify.annotations.NullMarked;
