package io.steward.workers.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.evaluation.ReportCases;
import io.steward.evaluation.report.ReportVerdict;
import io.steward.evaluation.report.ReportVerdict.Outcome;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormWordsTest {
  @Test
  void shouldWriteHeadlineReasonsAndWarningsAsMarkdown() {
    String words = FormWords.of(ReportCases.reopened().verdict());

    assertThat(words)
        .startsWith(
            "**Passed by validator: the model goes on to the approval.**\n\n- The gate says (gate, version 2, rule 7):")
        .containsSubsequence("- auc is ", "**What cannot be said**\n\n- ", "**Mind when reading**")
        .contains("\n- This holdout was opened 2 times");
  }

  @Test
  void shouldNotLetNamesFromTheDataBecomeMarkdownHtmlOrTemplates() {
    assertThat(FormWords.escaped("a_b *c* [d](e) `f` <img> {{g}}\n# h"))
        .isEqualTo("a\\_b \\*c\\* \\[d\\](e) \\`f\\` &lt;img> { {g}} \\# h");
  }

  @Test
  void shouldBoundLongLists() {
    List<String> many = Collections.nCopies(20, "x cannot be said.");

    assertThat(
            FormWords.withoutHeadline(
                new ReportVerdict(Outcome.NOT_DECIDED, "", List.of(), many, List.of())))
        .startsWith("**What cannot be said**")
        .endsWith("- and 8 more, in the report\n\n");
  }

  @Test
  void shouldGiveAPictureOnlyWhenTheReportHasIt() {
    assertThat(FormWords.picture(ReportCases.classification(), "robustness"))
        .startsWith("data:image/png;base64,");
    assertThat(FormWords.picture(ReportCases.unfinished(), "robustness")).isEmpty();
  }
}
