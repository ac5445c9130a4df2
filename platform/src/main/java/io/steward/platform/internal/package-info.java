/** How the platform's processes are prepared, started, watched and stopped. Not an API. */
@NullMarked
package io.steward.platform.internal;

import org.jspecify.annotations.NullMarked;
