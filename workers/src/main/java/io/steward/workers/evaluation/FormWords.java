package io.steward.workers.evaluation;

import io.steward.evaluation.report.EvaluationReport;
import io.steward.evaluation.report.ReportPicture;
import io.steward.evaluation.report.ReportPictures;
import io.steward.evaluation.report.ReportVerdict;
import java.util.List;

/** What a form shows of a report: its verdict as Markdown, and single pictures. */
public final class FormWords {
  private static final int MOST_LINES = 12;

  private FormWords() {}

  /** The verdict with its headline. */
  public static String of(ReportVerdict verdict) {
    return "**" + escaped(verdict.headline()) + "**\n\n" + withoutHeadline(verdict);
  }

  /** Reasons, what cannot be said, and warnings: for a form that is shown before the outcome. */
  public static String withoutHeadline(ReportVerdict verdict) {
    return list("", verdict.reasons())
        + list("What cannot be said", verdict.unsaid())
        + list("Mind when reading", verdict.warnings());
  }

  /** A picture of the report as a {@code data:} address; "" if the report has none of this id. */
  public static String picture(EvaluationReport report, String id) {
    return ReportPictures.of(report).stream()
        .filter(picture -> picture.id().equals(id))
        .findFirst()
        .map(ReportPicture::picture)
        .map(picture -> picture.dataUri())
        .orElse("");
  }

  private static String list(String heading, List<String> lines) {
    if (lines.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    if (!heading.isEmpty()) {
      text.append("**").append(heading).append("**\n\n");
    }
    lines.stream()
        .limit(MOST_LINES)
        .forEach(line -> text.append("- ").append(escaped(line)).append('\n'));
    if (lines.size() > MOST_LINES) {
      text.append("- and %d more, in the report\n".formatted(lines.size() - MOST_LINES));
    }
    return text.append('\n').toString();
  }

  /** Names come from the data: they must not become Markdown, HTML, or templates of the form. */
  static String escaped(String words) {
    return words
        .strip()
        .replaceAll("\\s+", " ")
        .replaceAll("([\\\\`*_\\[\\]|#~])", "\\\\$1")
        .replace("{{", "{ {")
        .replace("<", "&lt;");
  }
}
