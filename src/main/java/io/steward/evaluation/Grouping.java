package io.steward.evaluation;

import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.schema.ColumnKind;
import io.steward.schema.RawTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Rows by group.
 *
 * @param names the groups
 * @param of the index of each row's group
 * @param fault why there are no groups; empty if there are
 */
record Grouping(List<String> names, int[] of, String fault) {
  /** The group of rows whose value is missing. */
  static final String MISSING = "(missing)";

  /** More different numbers than this are not groups but a scale that needs cut points. */
  private static final int MOST_NUMBERS = 10;

  private static final int MOST_TEXTS = 50;

  /** The groups of a protected attribute, as the charter defines them. */
  static Grouping of(RawTable rows, ProtectedAttribute attribute) {
    String column = attribute.column();
    if (!rows.has(column)) {
      return faulty("The data has no column '%s'.".formatted(column));
    }
    if (rows.kind(column) == ColumnKind.NUMBER) {
      return attribute.cutPoints().isEmpty()
          ? ofFewNumbers(column, rows.numbers(column), attribute.groups())
          : ofCutPoints(rows.numbers(column), attribute.cutPoints());
    }
    return ofTexts(column, rows.texts(column), attribute.groups());
  }

  /** The groups between cut points: group i holds the values below cut point i. */
  static Grouping ofCutPoints(double[] values, List<Double> cutPoints) {
    List<String> names = new ArrayList<>(bands(cutPoints));
    names.add(MISSING);
    int[] of = new int[values.length];
    for (int row = 0; row < of.length; row++) {
      int group = 0;
      while (group < cutPoints.size() && values[row] >= cutPoints.get(group)) {
        group++;
      }
      of[row] = Double.isNaN(values[row]) ? names.size() - 1 : group;
    }
    return occurring(names, of);
  }

  private static List<String> bands(List<Double> cutPoints) {
    List<String> names = new ArrayList<>();
    names.add("below " + written(cutPoints.getFirst()));
    for (int cut = 1; cut < cutPoints.size(); cut++) {
      names.add(written(cutPoints.get(cut - 1)) + " to below " + written(cutPoints.get(cut)));
    }
    names.add(written(cutPoints.getLast()) + " and above");
    return names;
  }

  /** The groups that the charter names, whether or not a row belongs to them. */
  static List<String> declared(ProtectedAttribute attribute) {
    return attribute.cutPoints().isEmpty()
        ? List.copyOf(attribute.groups().keySet())
        : bands(attribute.cutPoints());
  }

  /** These groups and those of the given ones that are not among them, without a row. */
  Grouping with(List<String> others) {
    List<String> all = new ArrayList<>(names);
    others.stream().filter(other -> !names.contains(other)).forEach(all::add);
    return fault.isEmpty() ? new Grouping(List.copyOf(all), of, "") : this;
  }

  /**
   * The groups of rows that are in the same group of each; those that occur only. A row without a
   * value in one of them has none.
   */
  static Grouping crossed(List<Grouping> groupings) {
    List<String> faults =
        groupings.stream().map(Grouping::fault).filter(fault -> !fault.isEmpty()).toList();
    if (!faults.isEmpty()) {
      return faulty(String.join(" ", faults));
    }
    String[] names = new String[groupings.getFirst().of().length];
    for (int row = 0; row < names.length; row++) {
      int index = row;
      List<String> parts =
          groupings.stream().map(grouping -> grouping.names().get(grouping.of()[index])).toList();
      names[row] = parts.contains(MISSING) ? "" : String.join(" × ", parts);
    }
    Grouping crossed = ofTexts("crossing", names, Map.of());
    return crossed.fault().isEmpty()
        ? crossed
        : faulty("The crossing makes more than %d groups.".formatted(MOST_TEXTS));
  }

  private static Grouping ofFewNumbers(
      String column, double[] values, Map<String, List<String>> groups) {
    long different = Arrays.stream(values).filter(value -> !Double.isNaN(value)).distinct().count();
    if (different > MOST_NUMBERS && groups.isEmpty()) {
      return faulty(
          ("Column '%s' holds %d different numbers, which make no groups. Give cut-points for it in"
                  + " the charter.")
              .formatted(column, different));
    }
    String[] texts =
        Arrays.stream(values)
            .mapToObj(value -> Double.isNaN(value) ? "" : written(value))
            .toArray(String[]::new);
    return ofTexts(column, texts, groups);
  }

  /** One group a text, or the named group that the text belongs to. */
  static Grouping ofTexts(String column, String[] texts, Map<String, List<String>> groups) {
    String[] named = new String[texts.length];
    for (int row = 0; row < texts.length; row++) {
      named[row] = texts[row].isEmpty() ? MISSING : nameOf(texts[row], groups);
    }
    List<String> names = List.copyOf(new TreeSet<>(Arrays.asList(named)));
    if (names.size() > MOST_TEXTS) {
      return faulty(
          "Column '%s' holds %d different values. Name groups of them in the charter."
              .formatted(column, names.size()));
    }
    return new Grouping(names, Arrays.stream(named).mapToInt(names::indexOf).toArray(), "");
  }

  private static String nameOf(String text, Map<String, List<String>> groups) {
    return groups.entrySet().stream()
        .filter(group -> group.getValue().contains(text))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(text);
  }

  private static Grouping occurring(List<String> names, int[] of) {
    int[] seen = Arrays.stream(of).distinct().sorted().toArray();
    return new Grouping(
        Arrays.stream(seen).mapToObj(names::get).toList(),
        Arrays.stream(of).map(group -> Arrays.binarySearch(seen, group)).toArray(),
        "");
  }

  static Grouping faulty(String fault) {
    return new Grouping(List.of(), new int[0], fault);
  }

  static String written(double value) {
    return Double.isInfinite(value)
        ? String.valueOf(value)
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** The rows of a group, or all others. */
  int[] rows(int group, boolean inside) {
    return IntStream.range(0, of.length).filter(row -> (of[row] == group) == inside).toArray();
  }
}
