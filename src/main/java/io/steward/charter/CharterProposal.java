package io.steward.charter;

import io.steward.charter.Charter.Task;
import io.steward.charter.ColumnGuess.Role;
import io.steward.schema.ColumnKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes a charter to start from, from what can be seen of the data. Everything that was guessed
 * has a comment that says why; what only people can know holds the word {@value #EDIT}. The text
 * can be read by {@link CharterReader} as it is.
 */
public final class CharterProposal {
  /** Marks what must be replaced by a person. */
  public static final String EDIT = "EDIT";

  /** A number column with no more different values than this may hold classes. */
  private static final int MOST_CLASSES = 20;

  private final String file;
  private final List<ColumnFacts> columns;
  private final ColumnFacts target;
  private final StringBuilder yaml = new StringBuilder(4096);

  private CharterProposal(String file, List<ColumnFacts> columns, ColumnFacts target) {
    this.file = file;
    this.columns = columns;
    this.target = target;
  }

  /**
   * The YAML text of a charter.
   *
   * @param file the data file as the charter is to name it
   * @param columns what is known of its columns, in their order
   * @param target the column to predict
   * @param positive the class whose probability matters, or null to let the rarer one be proposed
   * @throws IllegalArgumentException if there is no such column, or no such class in it
   */
  public static String propose(
      String file, List<ColumnFacts> columns, String target, @Nullable String positive) {
    List<String> names = columns.stream().map(ColumnFacts::name).toList();
    ColumnFacts facts =
        columns.stream()
            .filter(column -> column.name().equals(target))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no column '%s' in %s (found: %s).%s"
                            .formatted(
                                target,
                                file,
                                String.join(", ", names),
                                Suggestion.of(target, names))));
    if (facts.distinct() < 2) {
      throw new IllegalArgumentException(
          "Column '%s' has %d different value(s); there is nothing to predict."
              .formatted(target, facts.distinct()));
    }
    return new CharterProposal(file, columns, facts).write(positive);
  }

  private String write(@Nullable String positive) {
    Task task = task(positive);
    String positiveClass = task == Task.BINARY ? positiveClass(positive) : null;
    List<ColumnGuess> guesses =
        columns.stream().filter(column -> !column.equals(target)).map(ColumnGuess::of).toList();
    head();
    task(task, positiveClass, positive != null);
    columns(guesses);
    success(task);
    costs(task);
    fairness(task, guesses);
    rest(task, guesses);
    return yaml.toString();
  }

  private void head() {
    String stem = file.substring(file.lastIndexOf('/') + 1).replaceAll("\\.[A-Za-z0-9]+$", "");
    String name =
        stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
    name = name.isEmpty() ? "my-model" : name.substring(0, Math.min(40, name.length()));
    line(
        "# Problem charter, proposed from %s (%d rows, %d columns).", file, rows(), columns.size());
    line("# Replace every %s, check every comment, then start it: ./steward start FILE", EDIT);
    line("");
    line("name: %s  # from the file's name; the name of the model", YamlText.quoted(name));
    line("title: %s", YamlText.quoted(EDIT + " one line for people"));
    line(
        "problem: %s",
        YamlText.quoted(EDIT + " what is wrong today, in the words of the business"));
    line("decision: %s", YamlText.quoted(EDIT + " the business decision that the model supports"));
    line("owner: owner  # the user name of the business owner who signs");
    line("");
  }

  private void task(Task task, @Nullable String positive, boolean given) {
    String why =
        switch (task) {
          case BINARY -> "the target has two values";
          case MULTICLASS -> "the target has %d values".formatted(target.distinct());
          case REGRESSION ->
              "the target is a number with %d different values".formatted(target.distinct());
        };
    line("task: %s  # %s", Choices.word(task), why);
    line("source:");
    line("  file: %s  # relative to this file", YamlText.quoted(file));
    line("# contract: contract.yaml  # what the data must keep (ODCS 3.1); else one is proposed");
    line("target:");
    line("  column: %s", YamlText.quoted(target.name()));
    if (positive != null) {
      line(
          "  positive: %s  # %s",
          YamlText.quoted(positive),
          given
              ? "as you said; its probability is predicted"
              : "the rarer class, which is mostly the one that matters; or: "
                  + YamlText.commented(commonest()));
    }
    if (target.missing() > 0) {
      line("  # %d rows have no target; they cannot be learnt from.", target.missing());
    }
    line("");
  }

  private void columns(List<ColumnGuess> guesses) {
    line("# A column that is named nowhere below is a feature.");
    line("columns:");
    list("id", guesses, Role.ID, "name a row; the model must not learn from them");
    list("ignore", guesses, Role.IGNORE, "left out altogether");
    List<ColumnGuess> attributes = of(guesses, Role.PROTECTED);
    if (attributes.isEmpty()) {
      line("  protected: []  # no column's name sounds like a protected attribute; name them here");
    } else {
      line("  # Fairness is assessed by these; the model does not see them.");
      line("  protected:");
    }
    for (ColumnGuess attribute : attributes) {
      line("    - column: %s  # %s", YamlText.quoted(attribute.column().name()), attribute.why());
      attribute.cutPoint().ifPresent(cut -> line("      cut-points: [%s]  # %s", cut[0], cut[1]));
    }
    line("  segment: []  # columns for whose values the metric is to be shown separately");
    ProposedSplit split = new ProposedSplit(this::line, guesses);
    split.time();
    list("group", guesses, Role.GROUP, "rows of one group lie on one side of the split");
    line("  known-after: []  # columns that are known only after the outcome; never features");
    line("");
    split.split();
  }

  private void list(String key, List<ColumnGuess> guesses, Role role, String meaning) {
    List<ColumnGuess> found = of(guesses, role);
    line("  %s:%s  # %s", key, found.isEmpty() ? " []" : "", meaning);
    for (ColumnGuess guess : found) {
      line("    - %s  # %s", YamlText.quoted(guess.column().name()), guess.why());
    }
  }

  private void success(Task task) {
    line("success:");
    line("  primary:");
    switch (task) {
      case BINARY -> {
        line("    metric: auc  # does not depend on a threshold or on how rare the class is");
        line("    threshold: 0.70  # %s 0.5 is guessing, 1 is perfect", EDIT);
      }
      case MULTICLASS -> {
        line("    metric: f1  # the mean over all classes, so that rare ones count too");
        line("    threshold: 0.60  # %s from 0 to 1", EDIT);
      }
      case REGRESSION -> {
        line("    metric: r2  # needs no unit; rmse and mae are in the unit of the target");
        line("    threshold: 0.50  # %s 0 is as good as the mean, 1 is perfect", EDIT);
      }
    }
    line("  secondary: []  # further demands of the same form");
    line("");
  }

  private void costs(Task task) {
    if (task == Task.BINARY) {
      line("# %s What an error costs, in any one unit; the decision threshold follows.", EDIT);
      line("costs:");
      line("  false-positive: 1");
      line("  false-negative: 1");
      line("");
    }
  }

  private void fairness(Task task, List<ColumnGuess> guesses) {
    List<ColumnGuess> attributes = of(guesses, Role.PROTECTED);
    if (task != Task.BINARY || attributes.isEmpty()) {
      line("fairness: []");
    } else {
      line("# Groups may differ by so much in the share of positives that are found.");
      line("fairness:");
    }
    for (ColumnGuess attribute : task == Task.BINARY ? attributes : List.<ColumnGuess>of()) {
      line("  - column: %s", YamlText.quoted(attribute.column().name()));
      line("    metric: equal-opportunity-difference");
      line("    limit: 0.20  # %s what would you defend in public?", EDIT);
    }
    line("");
  }

  private void rest(Task task, List<ColumnGuess> guesses) {
    boolean people = !of(guesses, Role.PROTECTED).isEmpty();
    line("serving:");
    line("  p95-millis: 50  # 95 of 100 answers come within so many milliseconds");
    line("  requests-per-second: 20");
    line("");
    line("budget:");
    line("  training-time: %s  # wall time of training in one round", trainingTime());
    line(
        "  candidates: %d  # the most models that are tried in one round",
        CharterDefaults.BUDGET.candidates());
    line(
        "  money: 10  # for the compute hours of all rounds; config/application.yaml has the price");
    line("  when-used-up: ask  # ask the business owner for more, or stop with the best so far");
    line("  deadline: P14D  # then the whole run is closed");
    line("");
    line("monitoring:");
    line("  interval: PT1H  # time between two checks of the live model");
    line("");
    line("suitability:  # is this a machine-learning problem? a decision table answers");
    line("  patterns-expected: true");
    line("  outcome-recorded: true  # the target is in the data");
    line("  errors-tolerable: true");
    line("  simple-rule-suffices: false");
    line(
        "  rule-of-thumb: %s",
        YamlText.quoted(EDIT + " what is done today without a model; or: none"));
    line("  # If that can be said by one column, the model is compared with it on the holdout:");
    line(
        "  # rule: %s",
        task == Task.REGRESSION
            ? "{column: last_price}  # or: {constant: 100}"
            : "{column: contract, values: [monthly]}  # or: {column: age, below: 25}");
    line("");
    line("regulatory:  # from these a decision table finds the risk tier");
    line(
        "  personal-data: true  # %s",
        people
            ? "there are columns about persons"
            : "the stricter answer; change it if it is wrong");
    line("  affects-people: true  # the stricter answer; change it if it is wrong");
    line("  automated-decision: false");
    line("  safety-relevant: false");
    line("");
    line("seed: %d", CharterDefaults.SEED);
  }

  private Task task(@Nullable String positive) {
    if (target.distinct() == 2 || positive != null) {
      return Task.BINARY;
    }
    boolean classes = target.kind() != ColumnKind.NUMBER || target.distinct() <= MOST_CLASSES / 2;
    return classes && target.distinct() <= Math.max(MOST_CLASSES, rows() / 20)
        ? Task.MULTICLASS
        : regression();
  }

  private Task regression() {
    if (target.kind() != ColumnKind.NUMBER) {
      throw new IllegalArgumentException(
          "Column '%s' holds %d different texts in %d rows: too many for classes, and no numbers."
              .formatted(target.name(), target.distinct(), rows()));
    }
    return Task.REGRESSION;
  }

  private String positiveClass(@Nullable String positive) {
    List<String> classes = target.topValues();
    if (target.distinct() != 2) {
      throw new IllegalArgumentException(
          "Column '%s' has %d different values; a positive class needs two. Leave it out."
              .formatted(target.name(), target.distinct()));
    }
    if (positive == null) {
      return classes.getLast();
    }
    if (!classes.contains(positive)) {
      throw new IllegalArgumentException(
          "Column '%s' has no value '%s' (found: %s).%s"
              .formatted(
                  target.name(),
                  positive,
                  String.join(", ", classes),
                  Suggestion.of(positive, classes)));
    }
    return positive;
  }

  private String commonest() {
    return target.topValues().getFirst();
  }

  private String trainingTime() {
    return rows() > 20_000 ? "PT30M" : "PT5M";
  }

  private long rows() {
    return target.rows();
  }

  private static List<ColumnGuess> of(List<ColumnGuess> guesses, Role role) {
    return guesses.stream().filter(guess -> guess.role() == role).toList();
  }

  private void line(String format, Object... values) {
    yaml.append(values.length == 0 ? format : format.formatted(values)).append('\n');
  }
}
