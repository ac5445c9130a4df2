/**
 * The REST interface and the run pages. Everything here asks who is asking; nothing is open but the
 * health check.
 */
@NullMarked
package io.steward.workers.web;

import org.jspecify.annotations.NullMarked;
