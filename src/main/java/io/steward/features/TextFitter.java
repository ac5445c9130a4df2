package io.steward.features;

import io.steward.charter.FeaturePlan.ColumnPlan;
import io.steward.charter.FeaturePlan.Encoding;
import io.steward.charter.FeaturePlan.Missing;
import io.steward.data.DataEngine;
import io.steward.data.Dialect;
import io.steward.data.Row;
import io.steward.data.Snapshot;
import io.steward.features.EncodedRecipe.Method;
import io.steward.features.EncodedRecipe.Output;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits text columns: one feature a level, levels as numbers, or counted words. What few texts have
 * is decided by how many different ones there are.
 */
final class TextFitter {
  /** The most levels that are looked up in a table. */
  static final int MAX_TABLE = 10_000;

  /** So many spaces in the mean text make it free text. */
  private static final double MANY_SPACES = 2;

  private static final int LONGEST_SPELLING = 100;

  private final DataEngine engine;
  private final Dialect sql;
  private final String relation;
  private final long rows;
  private final int fewest;
  private final TargetSums target;

  /**
   * @param fewest rows that make a text a level
   */
  TextFitter(DataEngine engine, String relation, long rows, int fewest, TargetSums target) {
    this.engine = engine;
    this.sql = engine.dialect();
    this.relation = relation;
    this.rows = rows;
    this.fewest = fewest;
    this.target = target;
  }

  /** A text and in how many rows it is. */
  private record Level(String text, Row row) {
    long rows() {
      return row.whole("n");
    }
  }

  Fitted fit(String column, ColumnPlan plan) {
    String raw = "coalesce(" + sql.name(column) + ", '')";
    Row facts =
        engine
            .query(
                "SELECT count(DISTINCT %1$s) AS d, count(CASE WHEN %1$s = '' THEN 1 END) AS gaps, avg(CASE WHEN %1$s <> '' THEN length(%1$s) - length(replace(%1$s, ' ', '')) END) AS spaces FROM %2$s"
                    .formatted(raw, relation))
            .getFirst();
    long distinct = facts.whole("d");
    if (distinct < 2) {
      return Fitted.leftOut("It is empty or constant in the training rows.");
    }
    double spaces = facts.has("spaces") ? facts.number("spaces") : 0;
    Encoding encoding = plan.encode();
    String because = "because the charter says so";
    if (encoding == null) {
      boolean free = spaces >= MANY_SPACES && distinct > rows / 2;
      encoding =
          distinct <= RecipeFitter.MAX_LEVELS
              ? Encoding.ONE_HOT
              : free ? Encoding.HASHED_NGRAMS : Encoding.TARGET;
      because =
          String.format(
              Locale.ROOT,
              "because there are %d different texts with %.1f words in the mean",
              distinct,
              spaces + 1);
    }
    if (encoding == Encoding.HASHED_NGRAMS) {
      return counted(column, raw, because);
    }
    boolean indicator = facts.whole("gaps") > 0 && plan.indicator() != null && plan.indicator();
    String missingAs = missingAs(plan, raw);
    String value =
        missingAs == null
            ? raw
            : "CASE WHEN %1$s = '' THEN %2$s ELSE %1$s END".formatted(raw, sql.text(missingAs));
    int most = encoding == Encoding.ONE_HOT ? RecipeFitter.MAX_LEVELS : MAX_TABLE;
    List<Level> levels = levels(value, most, encoding == Encoding.TARGET);
    if (levels.isEmpty()) {
      return Fitted.leftOut(
          "None of its texts is in " + fewest + " training rows or can be carried by a model.");
    }
    List<String> texts = levels.stream().map(Level::text).toList();
    ColumnRecipe recipe =
        switch (encoding) {
          case ORDINAL ->
              new EncodedRecipe(
                  column,
                  Method.ORDINAL,
                  texts,
                  List.of(ranks(column, levels)),
                  missingAs,
                  indicator);
          case TARGET ->
              new EncodedRecipe(
                  column,
                  Method.TARGET,
                  texts,
                  target.outputs(column, levels.stream().map(Level::row).toList()),
                  missingAs,
                  indicator);
          default -> new TextRecipe(column, texts, missingAs, indicator);
        };
    return new Fitted(recipe, why(encoding, because, texts, missingAs, indicator));
  }

  private String why(
      Encoding encoding,
      String because,
      List<String> texts,
      @Nullable String missingAs,
      boolean indicator) {
    String what =
        switch (encoding) {
          case ORDINAL -> "The rank among " + texts.size() + " frequent texts, " + because + ";";
          case TARGET ->
              "How the target behaves on the rows of each of "
                  + texts.size()
                  + " texts (target encoding), "
                  + because
                  + "; a training row's number comes from the other folds;";
          default ->
              "One feature for each of " + texts.size() + " frequent texts, " + because + ";";
        };
    String missing =
        missingAs != null
            ? " a missing value is taken for '" + missingAs + "';"
            : texts.contains("")
                ? " missing values are one of them;"
                : " missing values are like an unseen text;";
    return what
        + missing
        + (indicator ? " a feature of its own marks them;" : "")
        + " texts in fewer than "
        + fewest
        + " rows and unseen ones are "
        + (encoding == Encoding.ORDINAL ? "before all others." : "0.");
  }

  private @Nullable String missingAs(ColumnPlan plan, String raw) {
    Missing missing = plan.missing();
    if (missing == Missing.CONSTANT) {
      return plan.constant();
    }
    return missing == null
        ? null
        : engine
            .query(
                "SELECT %1$s AS v FROM %2$s WHERE %1$s <> '' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
                    .formatted(raw, relation))
            .getFirst()
            .requiredText("v");
  }

  /** The frequent levels in the order of their text. */
  private List<Level> levels(String value, int most, boolean withTarget) {
    String sums = withTarget ? target.select() : "";
    return engine
        .query(
            "SELECT %s AS v, count(*) AS n%s FROM %s GROUP BY 1 ORDER BY n DESC, v LIMIT %d"
                .formatted(value, sums, relation, most))
        .stream()
        .map(row -> new Level(row.requiredText("v"), row))
        .filter(level -> level.rows() >= fewest && GraphTexts.unsuited(level.text()).isEmpty())
        .sorted(Comparator.comparing(Level::text))
        .toList();
  }

  /** Ranks from 1, 0 for what is no level, brought to mean 0 and deviation 1. */
  private Output ranks(String column, List<Level> levels) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < levels.size(); i++) {
      double n = levels.get(i).rows();
      sum += n * (i + 1);
      squares += n * (i + 1) * (i + 1);
    }
    double mean = sum / rows;
    double deviation = Math.sqrt(Math.max(0, squares / rows - mean * mean));
    double divisor = deviation > 0 ? deviation : 1;
    List<Double> values =
        IntStream.rangeClosed(1, levels.size()).mapToObj(i -> (i - mean) / divisor).toList();
    return new Output(column, values, -mean / divisor);
  }

  private Fitted counted(String column, String raw, String because) {
    TreeMap<String, Integer> buckets = new TreeMap<>();
    String query =
        "SELECT gram, count(DISTINCT row_) AS n FROM (%s) AS grams_ WHERE length(gram) <= %d GROUP BY 1 HAVING count(DISTINCT row_) >= %d ORDER BY n DESC, gram LIMIT %d"
            .formatted(
                NGrams.sql(sql, relation, Snapshot.ROW, raw),
                LONGEST_SPELLING,
                fewest,
                NGrams.MAX_SPELLINGS);
    for (Row row : engine.query(query)) {
      String gram = row.requiredText("gram");
      if (GraphTexts.unsuited(gram).isEmpty()) {
        NGrams.bucket(gram).ifPresent(bucket -> buckets.put(gram, bucket));
      }
    }
    if (buckets.isEmpty()) {
      return Fitted.leftOut("No word of it is in " + fewest + " training rows.");
    }
    NGramRecipe recipe = new NGramRecipe(column, buckets);
    return new Fitted(
        recipe,
        "Words and pairs of words are counted in "
            + recipe.usedBuckets().size()
            + " buckets that a hash assigns them to, "
            + because
            + "; "
            + buckets.size()
            + " spellings are known, all others count nowhere.");
  }
}
