package io.steward.features;

import io.steward.artifact.Digest;
import io.steward.data.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words and pairs of neighbouring words of a text. */
final class NGrams {
  /** How many buckets words are hashed into. */
  static final int BUCKETS = 64;

  /** The most spellings of one column that count. */
  static final int MAX_SPELLINGS = 20_000;

  private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

  private NGrams() {}

  /** All of them, as they are spelled. */
  static List<String> of(String text) {
    String[] words = text.split(" ", -1);
    List<String> grams = new ArrayList<>(2 * words.length);
    for (int i = 0; i < words.length; i++) {
      if (!words[i].isEmpty()) {
        grams.add(words[i]);
        if (i + 1 < words.length && !words[i + 1].isEmpty()) {
          grams.add(words[i] + " " + words[i + 1]);
        }
      }
    }
    return grams;
  }

  /**
   * The bucket of a spelling: upper and lower case and what stands around a word make no
   * difference. Empty if nothing is left.
   */
  static Optional<Integer> bucket(String gram) {
    List<String> words = new ArrayList<>();
    for (String word : gram.split(" ", -1)) {
      words.add(EDGES.matcher(word).replaceAll("").toLowerCase(Locale.ROOT));
    }
    if (words.contains("")) {
      return Optional.empty();
    }
    String hex = Digest.of(String.join(" ", words)).hex().substring(0, 8);
    return Optional.of((int) (Long.parseLong(hex, 16) % BUCKETS));
  }

  /** A query for all of them, {@code gram}, with the number of their row, {@code row_}. */
  static String sql(Dialect sql, String table, String row, String text) {
    return """
        SELECT row_, word AS gram FROM (%1$s) AS words_ WHERE word <> ''
        UNION ALL
        SELECT row_, word || ' ' || next_ AS gram FROM (
          SELECT row_, word, lead(word) OVER (PARTITION BY row_ ORDER BY place) AS next_
          FROM (%1$s) AS words_) AS pairs_
        WHERE word <> '' AND next_ <> ''"""
        .formatted(sql.words(table, row, text));
  }
}
