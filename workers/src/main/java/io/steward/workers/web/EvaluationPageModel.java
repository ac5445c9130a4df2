package io.steward.workers.web;

import io.steward.artifact.Json;
import io.steward.evaluation.report.EvaluationReport;
import io.steward.evaluation.report.ReportPicture;
import io.steward.evaluation.report.ReportPictures;
import io.steward.evaluation.report.ReportTable;
import io.steward.evaluation.report.ReportTables;
import io.steward.evaluation.report.ReportVerdict;
import io.steward.evaluation.report.ReportVerdict.Outcome;
import java.util.HashMap;
import java.util.Map;

/** A report as the template shows it, on the page and in the PDF alike. */
final class EvaluationPageModel {
  private EvaluationPageModel() {}

  static Map<String, Object> of(EvaluationReport report) {
    Map<String, Object> model = new HashMap<>();
    model.put("run", report.run().value());
    model.put("title", report.title());
    model.put("modelName", report.model());
    model.put("decision", report.decision());
    model.put("digest", Json.digest(report).toString());
    verdict(report.verdict(), model);
    model.put("keyFigures", table(ReportTables.keyFigures(report)));
    model.put("pictures", ReportPictures.of(report).stream().map(EvaluationPageModel::of).toList());
    model.put("tables", ReportTables.of(report).stream().map(EvaluationPageModel::table).toList());
    String proposal = report.gate() == null ? "" : report.gate().proposal();
    model.put("proposal", proposal);
    model.put("hasProposal", !proposal.isBlank());
    return model;
  }

  private static void verdict(ReportVerdict verdict, Map<String, Object> model) {
    model.put("headline", verdict.headline());
    model.put("outcome", tone(verdict.outcome()));
    model.put("reasons", verdict.reasons());
    model.put("hasReasons", !verdict.reasons().isEmpty());
    model.put("unsaid", verdict.unsaid());
    model.put("hasUnsaid", !verdict.unsaid().isEmpty());
    model.put("warnings", verdict.warnings());
    model.put("hasWarnings", !verdict.warnings().isEmpty());
  }

  /** The class of the verdict's box. */
  private static String tone(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "good";
      case GOES_BACK, REJECTED -> "bad";
      case TO_BE_REVIEWED, NOT_DECIDED -> "open";
    };
  }

  private static Map<String, Object> of(ReportPicture picture) {
    return Map.of(
        "svg", picture.svg(), "title", picture.title(), "description", picture.description());
  }

  private static Map<String, Object> table(ReportTable table) {
    return Map.of(
        "title", table.title(),
        "columns", table.columns(),
        "rows", table.rows().stream().map(row -> Map.of("cells", row)).toList(),
        "wide", table.columns().size() > 5,
        "note", table.note(),
        "hasNote", !table.note().isEmpty());
  }
}
