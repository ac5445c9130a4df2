package io.steward.charter;

import io.steward.charter.ColumnGuess.Role;
import java.util.List;

/** What a proposed charter says about time and the split. */
record ProposedSplit(Lines yaml, List<ColumnGuess> guesses) {
  /** Takes lines of the charter. */
  @FunctionalInterface
  interface Lines {
    void line(String format, Object... values);
  }

  /** The column that orders rows in time, if one alone looks like it. */
  void time() {
    List<ColumnGuess> times = of(Role.TIME);
    if (times.size() == 1) {
      ColumnGuess guess = times.getFirst();
      yaml.line(
          "  time: %s  # %s; orders rows in time, and is no feature",
          YamlText.quoted(guess.column().name()), guess.why());
    } else if (times.isEmpty()) {
      yaml.line("  # time: COLUMN  # the dates that order rows in time; there seem to be none");
    } else {
      yaml.line(
          "  # time: COLUMN  # which dates order rows in time? until you say, all are features");
      times.forEach(guess -> yaml.line("  #   %s", YamlText.commented(guess.column().name())));
    }
  }

  void split() {
    boolean grouped = !of(Role.GROUP).isEmpty();
    String standard = grouped ? "stratified" : "group or time, with such a column above";
    yaml.line("split:");
    yaml.line(
        "  by: %s  # %s; or: %s",
        grouped ? "group" : "stratified",
        grouped ? "there is a group column" : "each class in the same shares on both sides",
        of(Role.TIME).size() == 1 ? "time, if what is predicted lies in the future" : standard);
    yaml.line(
        "  holdout: %s  # the share of rows that is sealed until the end",
        SplitPlan.STANDARD.holdout());
    yaml.line("");
  }

  private List<ColumnGuess> of(Role role) {
    return guesses.stream().filter(guess -> guess.role() == role).toList();
  }
}
