/** The command line, as far as it needs no platform. */
@NullMarked
package io.steward.cli;

import org.jspecify.annotations.NullMarked;
