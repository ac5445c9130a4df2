package io.steward.governance;

import io.steward.artifact.Digest;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the parts of the ledger lie in the store. */
final class LedgerKeys {
  static final String ENTRIES = "ledger/entries/";
  static final String CHECKPOINTS = "ledger/checkpoints/";
  private static final String CLAIMS = "ledger/claims/";
  private static final Pattern NUMBERED = Pattern.compile("[a-z/]+/([0-9]{20})\\.json");

  private LedgerKeys() {}

  static String entry(long number) {
    return numbered(ENTRIES, number);
  }

  static String checkpoint(long number) {
    return numbered(CHECKPOINTS, number);
  }

  /** Where it is written that somebody set out to write the event with this idempotency key. */
  static String claim(String idempotencyKey) {
    return CLAIMS + Digest.of(idempotencyKey).hex() + ".json";
  }

  /** The number in a key, or nothing if the key is none of ours. */
  static OptionalLong number(String key) {
    Matcher matcher = NUMBERED.matcher(key);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  private static String numbered(String folder, long number) {
    return folder + String.format(Locale.ROOT, "%020d", number) + ".json";
  }
}
