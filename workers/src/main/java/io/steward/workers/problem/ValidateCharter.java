package io.steward.workers.problem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StoreException;
import io.steward.charter.Charter;
import io.steward.charter.CharterFault;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import io.steward.governance.Runs;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code validate-charter}: reads the charter, finds all its faults at once, and keeps its
 * canonical form, whose digest the sign-off binds.
 *
 * <p>Safe to repeat: the result follows from the text alone, the canonical form is a blob, and the
 * ledger entry has an idempotency key.
 */
@Component
public class ValidateCharter extends Step<ValidateCharter.Request, ValidateCharter.Response> {
  private final ArtifactStore store;
  private final StepJournal journal;
  private final Ledger ledger;
  private final Runs runs;

  public ValidateCharter(ArtifactStore store, StepJournal journal, Ledger ledger, Runs runs) {
    super("validate-charter", Request.class, Response.class);
    this.store = store;
    this.journal = journal;
    this.ledger = ledger;
    this.runs = runs;
  }

  /**
   * @param charterText the charter; empty where it was too long for a variable
   */
  public record Request(RunId runId, @Nullable String charterText) {}

  /**
   * What is known of the charter; everything but the first two is null if it has faults.
   *
   * @param charterDigest the digest of the canonical charter
   * @param charterSummary the rows of the form's table
   * @param deadline ISO 8601, for the timer of the run
   * @param monitoringInterval ISO 8601
   */
  public record Response(
      boolean charterValid,
      List<CharterFault> charterFaults,
      @Nullable Digest charterDigest,
      @Nullable String modelName,
      List<CharterSummary.Line> charterSummary,
      @Nullable String title,
      @Nullable String problem,
      @Nullable Suitability suitability,
      Charter.@Nullable Regulatory regulatory,
      @Nullable String deadline,
      @Nullable String monitoringInterval) {

    @JsonIgnore
    Digest canonical() {
      if (charterDigest == null) {
        throw new IllegalStateException("A charter with faults has no canonical form.");
      }
      return charterDigest;
    }
  }

  /** The answers that the decision {@code ml-suitability} takes. */
  public record Suitability(
      boolean patternsExpected,
      boolean outcomeRecorded,
      boolean errorsTolerable,
      boolean simpleRuleSuffices) {}

  @Override
  public Response work(Request request, JobContext job) {
    String text = text(request);
    Response response =
        journal
            .once(
                request.runId(),
                jobType(),
                Map.of("charter", Digest.of(text)),
                Response.class,
                () -> validate(text))
            .value();
    if (response.charterValid()) {
      ledger.append(
          new LedgerEvent(
              "charter-validated",
              request.runId(),
              "process",
              Map.of(
                  "charter", response.canonical().toString(), "text", Digest.of(text).toString()),
              "charter-validated-" + request.runId() + "-" + response.canonical().hex()));
    }
    return response;
  }

  private Response validate(String text) {
    return switch (CharterReader.read(text)) {
      case CharterResult.Faulty(List<CharterFault> faults) ->
          new Response(false, faults, null, null, List.of(), null, null, null, null, null, null);
      case CharterResult.Valid(Charter charter, Digest digest) -> {
        store.put(text.getBytes(StandardCharsets.UTF_8), "application/yaml");
        Digest stored = store.put(Json.bytes(charter), "application/json");
        if (!stored.equals(digest)) {
          throw StoreException.damaged("The charter's canonical form is not what was digested.");
        }
        Charter.Suitability answers = charter.suitability();
        yield new Response(
            true,
            List.of(),
            digest,
            charter.name(),
            CharterSummary.of(charter),
            charter.title(),
            charter.problem(),
            new Suitability(
                answers.patternsExpected(),
                answers.outcomeRecorded(),
                answers.errorsTolerable(),
                answers.simpleRuleSuffices()),
            charter.regulatory(),
            charter.budget().deadline().toString(),
            charter.monitoring().interval().toString());
      }
    };
  }

  private String text(Request request) {
    String typed = request.charterText();
    if (typed != null && !typed.isBlank()) {
      return typed;
    }
    return runs.charter(request.runId())
        .map(digest -> new String(store.get(digest), StandardCharsets.UTF_8))
        .orElse("");
  }
}
