package io.steward.features;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.steward.schema.RawTable;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A column of free text: words and pairs of neighbouring words, which spaces part, are counted in
 * buckets; one feature a bucket, named {@code <column>#<bucket>}. Which bucket a spelling counts in
 * was settled in training by a hash of it (see {@link NGrams}); spellings never seen count nowhere,
 * because a graph cannot hash.
 *
 * @param buckets the bucket of each spelling, at least one
 */
public record NGramRecipe(String column, SortedMap<String, Integer> buckets)
    implements ColumnRecipe {
  public NGramRecipe {
    buckets = Collections.unmodifiableSortedMap(new TreeMap<>(buckets));
    if (buckets.isEmpty()) {
      throw new IllegalArgumentException("Text column '" + column + "' needs a known word.");
    }
  }

  /** The buckets that occur, ascending; each is a feature. */
  @JsonIgnore
  public List<Integer> usedBuckets() {
    return List.copyOf(new TreeSet<>(buckets.values()));
  }

  @Override
  @JsonIgnore
  public List<String> featureNames() {
    return usedBuckets().stream().map(bucket -> column + "#" + bucket).toList();
  }

  @Override
  public RowWriter writer(RawTable rows, Places places) {
    String[] values = rows.texts(column);
    List<Integer> used = usedBuckets();
    Map<String, Integer> features = HashMap.newHashMap(buckets.size());
    buckets.forEach((gram, bucket) -> features.put(gram, used.indexOf(bucket)));
    return (from, to) -> {
      for (int row = from; row < to; row++) {
        double[] counts = new double[used.size()];
        for (String gram : NGrams.of(values[row])) {
          Integer feature = features.get(gram);
          if (feature != null) {
            counts[feature]++;
          }
        }
        for (int i = 0; i < counts.length; i++) {
          places.put(row, i, counts[i]);
        }
      }
    };
  }
}
