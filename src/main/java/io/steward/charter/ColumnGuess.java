package io.steward.charter;

import io.steward.schema.ColumnKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a column's name and values suggest that it is for.
 *
 * @param why the reason, for a comment; empty for a feature
 */
record ColumnGuess(ColumnFacts column, Role role, String why) {
  enum Role {
    ID,
    IGNORE,
    PROTECTED,
    TIME,
    GROUP,
    FEATURE
  }

  /** Words in names of columns that hold attributes protected by law in many countries. */
  private static final Set<String> PROTECTED_WORDS =
      Set.of(
          "sex",
          "gender",
          "female",
          "male",
          "age",
          "race",
          "racial",
          "ethnic",
          "ethnicity",
          "religion",
          "religious",
          "nationality",
          "citizenship",
          "foreign",
          "foreigner",
          "immigrant",
          "disability",
          "disabled",
          "handicap",
          "marital",
          "married",
          "pregnant",
          "pregnancy",
          "orientation",
          "senior",
          "birthdate",
          "birthday",
          "dob");

  private static final Set<String> PROTECTED_PHRASES =
      Set.of("personal_status", "civil_status", "birth_date", "date_of_birth", "birth_year");

  private static final Pattern ID_NAME = Pattern.compile("(.*_)?(id|uuid|guid|key|nr|number)");
  private static final Pattern BOUNDARY = Pattern.compile("[^a-z0-9]+");
  private static final double MOSTLY_DISTINCT = 0.95;

  static ColumnGuess of(ColumnFacts column) {
    String name = snake(column.name());
    List<String> words = List.of(name.split("_"));
    long present = column.rows() - column.missing();
    if (column.distinct() <= 1) {
      return new ColumnGuess(
          column,
          Role.IGNORE,
          column.distinct() == 0 ? "all values are missing" : "all values are the same");
    }
    if (PROTECTED_PHRASES.contains(name) || words.stream().anyMatch(PROTECTED_WORDS::contains)) {
      return new ColumnGuess(column, Role.PROTECTED, "the name sounds like a protected attribute");
    }
    boolean unique = column.distinct() == present;
    boolean nearlyUnique = column.distinct() >= MOSTLY_DISTINCT * present;
    if (ID_NAME.matcher(name).matches() && nearlyUnique) {
      return new ColumnGuess(column, Role.ID, "named like an id, and (nearly) every row differs");
    }
    if (unique && column.kind() == ColumnKind.TEXT && present > 20) {
      return new ColumnGuess(column, Role.ID, "a text that is different in every row");
    }
    if (nearlyUnique && column.kind() == ColumnKind.TEXT && present > 20) {
      return new ColumnGuess(column, Role.IGNORE, "a text that is different in nearly every row");
    }
    boolean repeats = column.distinct() > 20 && 2 * column.distinct() <= present;
    boolean key = column.kind() == ColumnKind.TEXT && ID_NAME.matcher(name).matches();
    if (repeats && (key || words.getLast().equals("id"))) {
      return new ColumnGuess(column, Role.GROUP, "named like an id, but met in several rows each");
    }
    if (column.kind() == ColumnKind.DATE && column.missing() == 0 && column.distinct() > 20) {
      return new ColumnGuess(column, Role.TIME, "dates, in every row");
    }
    return new ColumnGuess(column, Role.FEATURE, "");
  }

  /** Where to cut a protected number column: the limit, and why there. */
  Optional<String[]> cutPoint() {
    if (column.kind() != ColumnKind.NUMBER) {
      return Optional.empty();
    }
    if (column.distinct() == 2) {
      return numbers()
          .map(n -> new String[] {Double.toString((n[0] + n[1]) / 2), "between its two values"});
    }
    return snake(column.name()).contains("age")
        ? Optional.of(new String[] {"25, 60", "below 25, 25 to 59, 60 or older; check them"})
        : Optional.empty();
  }

  private Optional<double[]> numbers() {
    try {
      return column.topValues().size() == 2
          ? Optional.of(column.topValues().stream().mapToDouble(Double::parseDouble).toArray())
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** {@code personalStatus}, {@code Personal Status} and the like as {@code personal_status}. */
  private static String snake(String name) {
    String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    return BOUNDARY.matcher(spaced).replaceAll("_").replaceAll("^_|_$", "");
  }
}
