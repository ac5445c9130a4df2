package io.steward.evaluation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Texts by level.
 *
 * @param counts rows of each level that is counted by itself
 * @param other rows with any other text
 * @param missing rows with the empty text
 */
public record LevelDistribution(Map<String, Long> counts, long other, long missing)
    implements Distribution {
  /** At most so many levels are counted by themselves, the most frequent ones. */
  public static final int MOST_LEVELS = 1000;

  public LevelDistribution {
    counts = java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
  }

  /** The most frequent levels of these texts; the empty text is missing. */
  public static LevelDistribution of(String[] texts) {
    Map<String, Long> all = new TreeMap<>();
    for (String text : texts) {
      if (!text.isEmpty()) {
        all.merge(text, 1L, Long::sum);
      }
    }
    List<String> kept =
        all.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_LEVELS)
            .map(Map.Entry::getKey)
            .toList();
    return count(Set.copyOf(kept), texts);
  }

  private static LevelDistribution count(Set<String> levels, String[] texts) {
    Map<String, Long> counts = new LinkedHashMap<>();
    levels.forEach(level -> counts.put(level, 0L));
    long other = 0;
    long missing = 0;
    for (String text : texts) {
      if (text.isEmpty()) {
        missing++;
      } else if (counts.computeIfPresent(text, (level, rows) -> rows + 1) == null) {
        other++;
      }
    }
    return new LevelDistribution(counts, other, missing);
  }

  @Override
  public long rows() {
    return other + missing + counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
