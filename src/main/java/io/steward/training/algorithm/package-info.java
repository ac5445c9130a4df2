/**
 * One small adapter an algorithm: fits with the training library and hands back the neutral {@link
 * io.steward.bundle.PortableModel}. The traps of the library (random numbers by thread, sums that
 * depend on the number of threads, settings for the whole JVM, fits that cannot be stopped) are
 * dealt with here and nowhere else.
 */
@NullMarked
package io.steward.training.algorithm;

import org.jspecify.annotations.NullMarked;
