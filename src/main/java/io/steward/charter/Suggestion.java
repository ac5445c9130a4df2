package io.steward.charter;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
final class Suggestion {
  private Suggestion() {}

  /** " Did you mean 'x'?" if one of the words is near enough, else nothing. */
  static String of(String written, Collection<String> words) {
    return nearest(written, words).map(word -> " Did you mean '" + word + "'?").orElse("");
  }

  static Optional<String> nearest(String written, Collection<String> words) {
    String wanted = plain(written);
    return words.stream()
        .filter(word -> distance(wanted, plain(word)) <= (plain(word).length() + 1) / 3)
        .min(Comparator.comparingInt(word -> distance(wanted, plain(word))));
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** The number of letters to insert, remove or replace (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
