/** The settings of the process application and the beans that come from them. */
@NullMarked
package io.steward.workers.config;

import org.jspecify.annotations.NullMarked;
