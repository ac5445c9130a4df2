package io.steward.features;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Raw values that a recipe might have been given: for trying out a model where the raw rows are not
 * at hand. A number is a {@link Double} with NaN for missing, everything else a {@link String} with
 * the empty text for missing.
 */
public final class RawCells {
  private RawCells() {}

  /**
   * A raw value with about these features; the way back from features is not exact.
   *
   * @param features all features of the column
   */
  public static Object of(ColumnRecipe column, double[] features) {
    return switch (column) {
      case NumberRecipe number ->
          number.indicator() && features[1] == 1
              ? (Double) Double.NaN
              : (Double) number.steps().about(features[0]);
      case TextRecipe text -> {
        int level = 0;
        while (level < text.levels().size() && features[level] != 1) {
          level++;
        }
        yield level < text.levels().size() ? text.levels().get(level) : unseen(text.levels());
      }
      case EncodedRecipe encoded -> nearest(encoded, features);
      case DateRecipe date -> date(date, features);
      case NGramRecipe grams -> words(grams, features);
    };
  }

  /** See {@link ColumnRecipe#sample}. */
  static @Nullable Object sample(ColumnRecipe column, RandomGenerator random) {
    if (random.nextInt(20) == 0) {
      return null;
    }
    return switch (column) {
      case NumberRecipe number -> (Double) number.steps().about(random.nextGaussian());
      case TextRecipe text -> any(text.levels(), random);
      case EncodedRecipe encoded -> any(encoded.levels(), random);
      case DateRecipe _ -> LocalDate.of(2020, 1, 1).plusDays(random.nextInt(3000)).toString();
      case NGramRecipe grams -> {
        List<String> known = List.copyOf(grams.buckets().keySet());
        yield any(known, random) + " " + any(known, random) + " " + any(known, random);
      }
    };
  }

  /** A text that training never showed, and no date. */
  public static String unseen(ColumnRecipe column) {
    return unseen(
        switch (column) {
          case TextRecipe text -> text.levels();
          case EncodedRecipe encoded -> encoded.levels();
          case NumberRecipe _, DateRecipe _, NGramRecipe _ -> List.of();
        });
  }

  private static String unseen(List<String> levels) {
    String unseen = "never seen";
    while (levels.contains(unseen)) {
      unseen += "!";
    }
    return unseen;
  }

  private static String any(List<String> texts, RandomGenerator random) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static String nearest(EncodedRecipe encoded, double[] features) {
    EncodedRecipe.Output output = encoded.outputs().getFirst();
    int best = -1;
    double least = Math.abs(features[0] - output.unseen());
    for (int level = 0; level < encoded.levels().size(); level++) {
      double distance = Math.abs(features[0] - output.values().get(level));
      if (distance < least) {
        best = level;
        least = distance;
      }
    }
    return best < 0 ? unseen(encoded.levels()) : encoded.levels().get(best);
  }

  private static String date(DateRecipe date, double[] features) {
    if (date.indicator() && features[date.parts().size()] == 1) {
      return "";
    }
    int year = 2020;
    int month = 1;
    int day = 1;
    for (int i = 0; i < date.parts().size(); i++) {
      DateRecipe.Part part = date.parts().get(i);
      int value = (int) Math.round(part.steps().about(features[i]));
      switch (part.part()) {
        case YEAR -> year = Math.clamp(value, 0, 9999);
        case MONTH -> month = Math.clamp(value, 1, 12);
        case DAY -> day = Math.clamp(value, 1, 28);
        case WEEKDAY, DAY_OF_YEAR -> {}
      }
    }
    return LocalDate.of(year, month, day).toString();
  }

  private static String words(NGramRecipe grams, double[] features) {
    List<Integer> used = grams.usedBuckets();
    double[] left = features.clone();
    List<String> words = new ArrayList<>();
    grams
        .buckets()
        .forEach(
            (spelling, bucket) -> {
              int feature = used.indexOf(bucket);
              if (left[feature] > 0 && !spelling.contains(" ")) {
                words.add(spelling);
                left[feature]--;
              }
            });
    return String.join(" ", words);
  }
}
