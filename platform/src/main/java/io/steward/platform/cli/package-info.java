/** The commands {@code up}, {@code down}, {@code status} and {@code doctor}. */
@NullMarked
package io.steward.platform.cli;

import org.jspecify.annotations.NullMarked;
