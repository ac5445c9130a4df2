package io.steward.workers.web;

import io.steward.evaluation.report.EvaluationReport;
import io.steward.workers.evaluation.EvaluationReports;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The report of a run's latest evaluation: a page for people, the same as PDF and as JSON. */
@Controller
public class EvaluationPages {
  private final EvaluationReports reports;
  private final EvaluationPdf pdf;

  public EvaluationPages(EvaluationReports reports, EvaluationPdf pdf) {
    this.reports = reports;
    this.pdf = pdf;
  }

  @GetMapping("/runs/{id}/evaluation")
  String page(@PathVariable String id, Model model) {
    model.addAllAttributes(EvaluationPageModel.of(find(id)));
    model.addAttribute("pdf", false);
    return "evaluation";
  }

  /** The canonical bytes, so that their digest is the one that the dossier names. */
  @GetMapping("/api/runs/{id}/evaluation")
  ResponseEntity<byte[]> json(@PathVariable String id) {
    return Answers.ok(find(id));
  }

  @GetMapping("/api/runs/{id}/evaluation.pdf")
  ResponseEntity<byte[]> pdf(@PathVariable String id) {
    byte[] bytes = pdf.of(find(id));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.inline().filename("evaluation-" + id + ".pdf").build().toString())
        .body(bytes);
  }

  private EvaluationReport find(String id) {
    return reports
        .latest(RunsApi.id(id))
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "No evaluation of a run "
                        + id
                        + " is there (yet). Its run page says how far it is."));
  }
}
