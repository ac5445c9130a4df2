package io.steward.features;

import io.steward.charter.FeaturePlan;
import io.steward.charter.FeaturePlan.ColumnPlan;
import io.steward.charter.FeaturePlan.Encoding;
import io.steward.charter.FeaturePlan.Missing;
import io.steward.charter.FeaturePlan.Outliers;
import io.steward.charter.FeaturePlan.Scaling;
import io.steward.charter.FeaturePlan.SelectionPlan;
import io.steward.charter.FeaturePlan.Transform;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decisions of a charter about the columns of {@link RandomTable}, any that fit. */
final class RandomPlan {
  private RandomPlan() {}

  static FeaturePlan of(Random random) {
    Map<String, ColumnPlan> columns = new TreeMap<>();
    for (ColumnSchema column : RandomTable.COLUMNS) {
      if (random.nextInt(3) > 0) {
        columns.put(column.name(), plan(column.kind(), random));
      }
    }
    columns.remove("whole");
    List<List<String>> interactions =
        random.nextBoolean() ? List.of() : List.of(List.of("whole", "whole"));
    SelectionPlan selection =
        switch (random.nextInt(4)) {
          case 0 -> new SelectionPlan(0.0, 0.98, null, null);
          case 1 -> new SelectionPlan(null, null, 0.001, 7);
          default -> FeaturePlan.AUTOMATIC.selection();
        };
    return new FeaturePlan(columns, interactions, selection);
  }

  private static ColumnPlan plan(ColumnKind kind, Random random) {
    return switch (kind) {
      case NUMBER -> {
        Missing missing = any(random, Missing.values());
        yield new ColumnPlan(
            missing,
            missing == Missing.CONSTANT ? "-7.5" : null,
            random.nextBoolean(),
            any(random, Outliers.values()),
            any(random, Transform.values()),
            any(random, Scaling.values()),
            null);
      }
      case TEXT -> {
        Encoding encode =
            any(
                random,
                new Encoding[] {
                  Encoding.ONE_HOT, Encoding.ORDINAL, Encoding.TARGET, Encoding.HASHED_NGRAMS
                });
        Missing missing =
            encode == Encoding.HASHED_NGRAMS
                ? null
                : any(random, new Missing[] {Missing.MODE, Missing.CONSTANT});
        yield new ColumnPlan(
            missing,
            missing == Missing.CONSTANT ? "a" : null,
            encode == Encoding.HASHED_NGRAMS ? null : (Boolean) random.nextBoolean(),
            null,
            null,
            null,
            encode);
      }
      case DATE -> new ColumnPlan(null, null, random.nextBoolean(), null, null, null, null);
    };
  }

  private static <E> @Nullable E any(Random random, E[] values) {
    int at = random.nextInt(values.length + 1);
    return at == values.length ? null : values[at];
  }
}
