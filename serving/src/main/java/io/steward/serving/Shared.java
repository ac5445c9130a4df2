package io.steward.serving;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What all event loops share.
 *
 * @param ownSecret by which the server knows its own requests
 * @param ready whether the champions were loaded
 */
record Shared(
    ModelTable table,
    RequestLog log,
    Counters counters,
    Clock clock,
    String ownSecret,
    AtomicBoolean ready) {

  /** Compares secrets in a time that does not tell how much of them is right. */
  static boolean same(String expected, @Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
