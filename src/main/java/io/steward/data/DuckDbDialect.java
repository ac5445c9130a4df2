package io.steward.data;

import java.util.List;
import java.util.stream.Collectors;

/** DuckDB's SQL. */
final class DuckDbDialect implements Dialect {

  @Override
  public String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public String text(String literal) {
    return "'" + literal.replace("'", "''") + "'";
  }

  @Override
  public String number(double literal) {
    if (!Double.isFinite(literal)) {
      throw new IllegalArgumentException("Not a finite number: " + literal);
    }
    return "CAST('" + literal + "' AS DOUBLE)";
  }

  @Override
  public String parsedNumber(String text) {
    // TRY_CAST alone would take 1_000, inf and nan. Negative zero is made zero: both are one value.
    String parsed = "TRY_CAST(" + text + " AS DOUBLE)";
    return "CASE WHEN isfinite("
        + parsed
        + ") AND NOT contains("
        + text
        + ", '_') THEN CASE WHEN "
        + parsed
        + " = 0 THEN CAST(0 AS DOUBLE) ELSE "
        + parsed
        + " END END";
  }

  @Override
  public String matches(String text, String regex) {
    return "regexp_full_match(" + text + ", " + text(regex) + ")";
  }

  @Override
  public String parsedDate(String text, String format) {
    return "strftime(try_strptime(" + text + ", " + text(format) + "), '%Y-%m-%d')";
  }

  @Override
  public String startsWithDate(String text) {
    return "(TRY_CAST(left(" + text + ", 10) AS DATE) IS NOT NULL)";
  }

  @Override
  public String dayNumber(String text) {
    return "(CAST(left(" + text + ", 10) AS DATE) - DATE '1970-01-01')";
  }

  @Override
  public String canonicalNumber(String number) {
    return "CASE WHEN "
        + number
        + " = floor("
        + number
        + ") AND abs("
        + number
        + ") < 1e15 THEN CAST(CAST("
        + number
        + " AS BIGINT) AS VARCHAR) ELSE CAST("
        + number
        + " AS VARCHAR) END";
  }

  @Override
  public String rowHash(List<String> columnNames) {
    return columnNames.stream().map(this::name).collect(Collectors.joining(", ", "hash(", ")"));
  }

  @Override
  public String md5(String text) {
    return "md5(" + text + ")";
  }

  @Override
  public String orderedSha256(String text, String order) {
    return "sha256(string_agg(" + text + ", '' ORDER BY " + order + "))";
  }

  @Override
  public String concatenated(List<String> texts) {
    return texts.stream().collect(Collectors.joining(", ", "concat(", ")"));
  }

  @Override
  public String quantiles(String number, List<Double> probabilities) {
    return "quantile_cont("
        + number
        + ", "
        + probabilities.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"))
        + ")";
  }

  @Override
  public String fixedPointSum(String number) {
    return "sum(CAST(round((" + number + ") * 1152921504606846976) AS BIGINT))";
  }

  @Override
  public String ln(String number) {
    return "ln(" + number + ")";
  }

  @Override
  public String power(String number, String exponent) {
    return "pow(" + number + ", " + exponent + ")";
  }

  @Override
  public String digits(String text, int start, int length, String condition) {
    return "CAST(CASE WHEN "
        + condition
        + " THEN substring("
        + text
        + ", "
        + start
        + ", "
        + length
        + ") END AS DOUBLE)";
  }

  @Override
  public String words(String relation, String row, String text) {
    return "SELECT row_, unnest(generate_series(1, len(words))) AS place, unnest(words) AS word"
        + " FROM (SELECT "
        + row
        + " AS row_, string_split("
        + text
        + ", ' ') AS words FROM "
        + relation
        + ") AS texts_";
  }

  @Override
  public String floor(String number) {
    return "CAST(floor(" + number + ") AS BIGINT)";
  }
}
