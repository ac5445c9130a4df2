/** What a person sees and does, in a real browser on the real task list. */
@NullMarked
package io.steward.browser;

import org.jspecify.annotations.NullMarked;
