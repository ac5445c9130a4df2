package io.steward.features;

import io.steward.data.Dialect;
import io.steward.data.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A recipe as SQL, equal to the plain Java of it: one expression a feature over a FROM clause that
 * brings what the expressions need. Levels and words are looked up by joins, which stay fast for
 * thousands of them.
 */
final class RecipeSql {
  private static final String ROWS = "rows_";

  private final Dialect sql;
  private final List<String> features = new ArrayList<>();
  private final List<String> prepared = new ArrayList<>();
  private final List<String> joins = new ArrayList<>();
  private final Map<String, String> codes = new HashMap<>();

  private RecipeSql(Dialect sql) {
    this.sql = sql;
  }

  /** The recipe over a relation that has {@link Snapshot#ROW}. */
  static RecipeSql of(Dialect sql, FeatureRecipe recipe, String relation) {
    RecipeSql query = new RecipeSql(sql);
    for (ColumnRecipe column : recipe.columns()) {
      switch (column) {
        case NumberRecipe number -> query.add(number);
        case TextRecipe text -> query.add(text);
        case EncodedRecipe encoded -> query.add(encoded);
        case DateRecipe date -> query.add(date);
        case NGramRecipe grams -> query.add(grams, relation);
      }
    }
    for (Interaction interaction : recipe.interactions()) {
      query.features.add(
          "("
              + query.value(recipe.number(interaction.left()))
              + ") * ("
              + query.value(recipe.number(interaction.right()))
              + ")");
    }
    List<String> kept = recipe.kept().stream().map(query.features::get).toList();
    query.features.clear();
    query.features.addAll(kept);
    String more =
        query.prepared.stream().map(column -> ", " + column).collect(Collectors.joining());
    query.joins.addFirst("(SELECT *" + more + " FROM " + relation + ") AS " + ROWS);
    return query;
  }

  /** The expressions of the features that were kept, in order. */
  List<String> features() {
    return features;
  }

  /** The expression for the number of the level of an encoded column; null where it has none. */
  String code(String column) {
    return codes.getOrDefault(column, "NULL");
  }

  /** What stands behind FROM. */
  String from() {
    return String.join(" LEFT JOIN ", joins);
  }

  /** A column of the rows. */
  String column(String name) {
    return ROWS + "." + sql.name(name);
  }

  private void add(NumberRecipe number) {
    features.add(value(number));
    indicator(number.indicator(), column(number.column()) + " IS NULL");
  }

  private String value(NumberRecipe number) {
    return number.steps().sql(sql, column(number.column()));
  }

  private void add(TextRecipe text) {
    String value = text(text.column(), text.missingAs());
    for (String level : text.levels()) {
      features.add(oneIf(value + " = " + sql.text(level)));
    }
    indicator(text.indicator(), text(text.column(), null) + " = ''");
  }

  private void add(EncodedRecipe encoded) {
    String alias = "levels" + joins.size();
    String values =
        IntStream.range(0, encoded.levels().size())
            .mapToObj(level -> "(" + entry(encoded, level) + ")")
            .collect(Collectors.joining(", "));
    String names =
        IntStream.range(0, encoded.outputs().size())
            .mapToObj(k -> ", v" + k)
            .collect(Collectors.joining());
    joins.add(
        "(VALUES %s) AS %s(level, code%s) ON %s = %s.level"
            .formatted(values, alias, names, text(encoded.column(), encoded.missingAs()), alias));
    codes.put(encoded.column(), alias + ".code");
    for (int k = 0; k < encoded.outputs().size(); k++) {
      String unseen = sql.number(encoded.outputs().get(k).unseen());
      features.add("coalesce(" + alias + ".v" + k + ", " + unseen + ")");
    }
    indicator(encoded.indicator(), text(encoded.column(), null) + " = ''");
  }

  private String entry(EncodedRecipe encoded, int level) {
    List<String> entry = new ArrayList<>();
    entry.add(sql.text(encoded.levels().get(level)));
    entry.add(String.valueOf(level));
    encoded.outputs().forEach(output -> entry.add(sql.number(output.values().get(level))));
    return String.join(", ", entry);
  }

  private void add(DateRecipe date) {
    String raw = "coalesce(" + sql.name(date.column()) + ", '')";
    String isDate = "steward_date" + prepared.size();
    String year = "steward_year" + prepared.size();
    String month = "steward_month" + prepared.size();
    String day = "steward_day" + prepared.size();
    String condition = sql.matches(raw, DatePart.PATTERN);
    prepared.add(condition + " AS " + isDate);
    prepared.add(sql.digits(raw, 1, 4, condition) + " AS " + year);
    prepared.add(sql.digits(raw, 6, 2, condition) + " AS " + month);
    prepared.add(sql.digits(raw, 9, 2, condition) + " AS " + day);
    for (DateRecipe.Part part : date.parts()) {
      String value =
          switch (part.part()) {
            case YEAR -> year;
            case MONTH -> month;
            case DAY -> day;
            case WEEKDAY -> "(" + dayNumber(year, month, day) + ") % 7";
            case DAY_OF_YEAR ->
                dayNumber(year, month, day) + " - (" + dayNumber(year, "1", "1") + ") + 1";
          };
      features.add(part.steps().sql(sql, "CAST(" + value + " AS DOUBLE)"));
    }
    indicator(date.indicator(), "NOT " + isDate);
  }

  /**
   * The Julian day number (Fliegel and Van Flandern, CACM 11, 1968); its rest by 7 is 0 on Monday.
   */
  private String dayNumber(String year, String month, String day) {
    String january = sql.floor("(14 - " + month + ") / 12.0");
    String y = "(" + year + " + 4800 - " + january + ")";
    String m = "(" + month + " + 12 * " + january + " - 3)";
    return String.join(
        " + ",
        day,
        sql.floor("(153 * " + m + " + 2) / 5.0"),
        "365 * " + y,
        sql.floor(y + " / 4.0"),
        sql.floor(y + " / 400.0") + " - " + sql.floor(y + " / 100.0") + " - 32045");
  }

  private void add(NGramRecipe recipe, String relation) {
    String alias = "grams" + joins.size();
    String raw = "coalesce(" + sql.name(recipe.column()) + ", '')";
    String known =
        recipe.buckets().entrySet().stream()
            .map(gram -> "(" + sql.text(gram.getKey()) + ", " + gram.getValue() + ")")
            .collect(Collectors.joining(", "));
    List<Integer> used = recipe.usedBuckets();
    String counts =
        used.stream()
            .map(bucket -> ", count(CASE WHEN bucket = %1$d THEN 1 END) AS b%1$d".formatted(bucket))
            .collect(Collectors.joining());
    joins.add(
        """
        (SELECT row_%s FROM (%s) AS found_ JOIN (VALUES %s) AS known_(spelling, bucket)
        ON found_.gram = known_.spelling GROUP BY row_) AS %s ON %s = %s.row_"""
            .formatted(
                counts,
                NGrams.sql(sql, relation, Snapshot.ROW, raw),
                known,
                alias,
                ROWS + "." + Snapshot.ROW,
                alias));
    used.forEach(
        bucket -> features.add("CAST(coalesce(" + alias + ".b" + bucket + ", 0) AS DOUBLE)"));
  }

  private String text(String column, @Nullable String missingAs) {
    String text = "coalesce(" + column(column) + ", '')";
    return missingAs == null
        ? text
        : "CASE WHEN %1$s = '' THEN %2$s ELSE %1$s END".formatted(text, sql.text(missingAs));
  }

  private void indicator(boolean wanted, String condition) {
    if (wanted) {
      features.add(oneIf(condition));
    }
  }

  private String oneIf(String condition) {
    return "CASE WHEN " + condition + " THEN " + sql.number(1) + " ELSE " + sql.number(0) + " END";
  }
}
