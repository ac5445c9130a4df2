package io.steward.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.charter.Charter.Task;
import io.steward.charter.CharterResult.Valid;
import io.steward.schema.ColumnKind;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharterProposalTest {
  private static final int ROWS = 1000;

  private static final List<ColumnFacts> CREDIT =
      List.of(
          text("Customer ID", 1000),
          text("note", 970),
          number("amount", 900),
          number("age", 53),
          number("average_balance", 800),
          text("personalStatus", 4),
          number("senior_citizen", 2, "0", "1"),
          text("language", 3),
          text("country", 1, "DE"),
          text("class", 2, "good", "bad"));

  private static ColumnFacts text(String name, long distinct, String... top) {
    return new ColumnFacts(name, ColumnKind.TEXT, distinct, 0, ROWS, List.of(top));
  }

  private static ColumnFacts number(String name, long distinct, String... top) {
    return new ColumnFacts(name, ColumnKind.NUMBER, distinct, 0, ROWS, List.of(top));
  }

  /** Reads a proposal after somebody has written what only people can know. */
  private static Charter read(String yaml) {
    CharterResult result = CharterReader.read(yaml.replace("\"EDIT ", "\"What we know: "));
    assertThat(result).as(yaml).isInstanceOf(Valid.class);
    return ((Valid) result).charter();
  }

  private static Charter proposed(ColumnFacts target, @Nullable String positive) {
    return read(
        CharterProposal.propose(
            "data.csv", List.of(number("x", 100), target), target.name(), positive));
  }

  @Test
  void shouldProposeTimeAndGroupsWhereColumnsLookLikeThem() {
    ColumnFacts day = new ColumnFacts("day", ColumnKind.DATE, 300, 0, ROWS, List.of());
    ColumnFacts other = new ColumnFacts("paid: on", ColumnKind.DATE, 300, 0, ROWS, List.of());
    ColumnFacts target = text("class", 2, "good", "bad");

    Charter one =
        read(
            CharterProposal.propose(
                "d.csv", List.of(day, number("customerId", 200), target), "class", null));
    Charter two =
        read(CharterProposal.propose("d.csv", List.of(day, other, target), "class", null));

    assertThat(one.columns().time()).isEqualTo("day");
    assertThat(one.columns().group()).containsExactly("customerId");
    assertThat(one.split().by()).isEqualTo(SplitPlan.By.GROUP);
    assertThat(two.columns().time()).isNull();
    assertThat(two.split()).isEqualTo(SplitPlan.STANDARD);
  }

  @Test
  void shouldGiveEveryColumnTheRoleThatItsNameAndValuesSuggest() {
    String yaml = CharterProposal.propose("loans/Credit Data.csv", CREDIT, "class", null);
    Charter charter = read(yaml);

    assertThat(charter.name()).isEqualTo("credit-data");
    assertThat(charter.source().file()).isEqualTo("loans/Credit Data.csv");
    assertThat(charter.task()).isEqualTo(Task.BINARY);
    assertThat(charter.target()).isEqualTo(new Charter.Target("class", "bad"));
    assertThat(charter.columns().id()).containsExactly("Customer ID");
    assertThat(charter.columns().ignore()).containsExactly("note", "country");
    assertThat(charter.columns().protectedAttributes())
        .extracting(ProtectedAttribute::column)
        .containsExactly("age", "personalStatus", "senior_citizen");
    assertThat(charter.columns().protectedAttributes())
        .extracting(ProtectedAttribute::cutPoints)
        .containsExactly(List.of(25.0, 60.0), List.of(), List.of(0.5));
    assertThat(charter.fairness()).hasSize(3);
    assertThat(charter.success().primary().metric()).isEqualTo(Metric.AUC);
  }

  @Test
  void shouldSayWhyAndMarkWhatPeopleMustWrite() {
    String yaml = CharterProposal.propose("data.csv", CREDIT, "class", null);

    assertThat(yaml)
        .contains("\"Customer ID\"  # named like an id")
        .contains("\"country\"  # all values are the same")
        .contains("\"age\"  # the name sounds like a protected attribute")
        .contains("positive: \"bad\"  # the rarer class")
        .contains("title: \"EDIT")
        .contains("problem: \"EDIT")
        .contains("rule-of-thumb: \"EDIT");
  }

  @Test
  void shouldNotBeAcceptedBeforePeopleHaveWrittenWhatOnlyTheyKnow() {
    CharterResult result =
        CharterReader.read(CharterProposal.propose("data.csv", CREDIT, "class", null));

    assertThat(result)
        .asInstanceOf(InstanceOfAssertFactories.type(CharterResult.Faulty.class))
        .satisfies(
            faulty ->
                assertThat(faulty.faults())
                    .extracting(CharterFault::path)
                    .containsExactlyInAnyOrder(
                        "title", "problem", "decision", "suitability.rule-of-thumb"));
  }

  @Test
  void shouldTakeThePositiveClassThatIsGiven() {
    assertThat(proposed(text("y", 2, "no", "yes"), "no").target().positive()).isEqualTo("no");
    assertThat(proposed(number("y", 2, "0", "1"), "1").target().positive()).isEqualTo("1");
  }

  @Test
  void shouldProposeTheTaskThatTheTargetSuggests() {
    assertThat(proposed(text("y", 5), null).task()).isEqualTo(Task.MULTICLASS);
    assertThat(proposed(number("y", 4), null).task()).isEqualTo(Task.MULTICLASS);
    Charter regression = proposed(number("price", 600), null);
    assertThat(regression.task()).isEqualTo(Task.REGRESSION);
    assertThat(regression.success().primary().metric()).isEqualTo(Metric.R2);
    assertThat(regression.fairness()).isEmpty();
  }

  @Test
  void shouldRefuseATargetThatCannotBePredicted() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CharterProposal.propose("data.csv", CREDIT, "clas", null))
        .withMessageContaining("no column 'clas'")
        .withMessageContaining("Did you mean 'class'?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CharterProposal.propose("data.csv", CREDIT, "country", null))
        .withMessageContaining("nothing to predict");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CharterProposal.propose("data.csv", CREDIT, "note", null))
        .withMessageContaining("too many for classes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CharterProposal.propose("data.csv", CREDIT, "class", "Bad"))
        .withMessageContaining("Did you mean 'bad'?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CharterProposal.propose("data.csv", CREDIT, "personalStatus", "male"))
        .withMessageContaining("4 different values");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"b",
        "a\\b",
        "a: b",
        "# a",
        "- a",
        "a\nb",
        "ä ö",
        "{a}",
        "%s",
        "yes",
        "1",
        "a\u2028b",
        "'",
        "🙂"
      })
  void shouldQuoteWhateverANameHolds(String name) {
    Charter charter =
        read(
            CharterProposal.propose(
                "data.csv",
                List.of(text(name + " id", ROWS), text(name, 2, "x" + name, "y" + name)),
                name,
                null));

    assertThat(charter.target()).isEqualTo(new Charter.Target(name, "y" + name));
    assertThat(charter.columns().id()).containsExactly(name + " id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234.csv", "---.csv", "ÄÖ.csv", "a.b.csv", "A B_C.tsv"})
  void shouldFindANameInAnyFileName(String file) {
    read(CharterProposal.propose(file, CREDIT, "class", null));
  }
}
