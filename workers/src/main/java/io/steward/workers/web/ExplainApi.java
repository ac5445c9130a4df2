package io.steward.workers.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.steward.artifact.Json;
import io.steward.bundle.Bundle;
import io.steward.bundle.BundleException;
import io.steward.bundle.ModelRef;
import io.steward.bundle.ModelRegistry;
import io.steward.bundle.ModelVersion;
import io.steward.evaluation.DecisionExplanation;
import io.steward.schema.RawTable;
import io.steward.workers.deployment.PromoteRelease;
import io.steward.workers.evaluation.ReleasedModels;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Why a released model decides as it does: reason codes, and what would have to change. */
@RestController
public class ExplainApi {
  /** Longer requests are refused before they are read. */
  private static final int MOST_BYTES = 1 << 20;

  private final ModelRegistry registry;
  private final ReleasedModels models;

  public ExplainApi(ModelRegistry registry, ReleasedModels models) {
    this.registry = registry;
    this.models = models;
  }

  /**
   * @param rows one object a row
   * @param version the version to ask; the live one if it is not given
   * @param counterfactuals whether to look for what would have to change; yes if it is not given
   */
  record ExplainRequest(
      @Nullable JsonNode rows, @Nullable Integer version, @Nullable Boolean counterfactuals) {}

  /**
   * @param model the version that was asked
   * @param bundle its digest
   * @param rows one explanation a row, in the order of the request
   */
  record ExplainAnswer(String model, String bundle, List<DecisionExplanation> rows) {}

  @PostMapping("/api/models/{name}/explain")
  ResponseEntity<byte[]> explain(@PathVariable String name, @RequestBody byte[] body) {
    ExplainRequest request = request(body);
    ModelVersion version = version(name, request.version());
    try {
      Bundle bundle = models.open(version);
      ExplainRows reader = new ExplainRows(bundle.manifest().inputs(), models.columns(bundle));
      JsonNode given = request.rows();
      RawTable rows = reader.read(given == null ? MissingNode.getInstance() : given);
      if (!reader.faults().isEmpty()) {
        throw new Refusal(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "These rows cannot be explained:",
            Map.of("faults", reader.faults()));
      }
      boolean counterfactuals = !Boolean.FALSE.equals(request.counterfactuals());
      return Answers.ok(
          new ExplainAnswer(
              version.ref().toString(),
              bundle.digest().toString(),
              models.explain(bundle, rows, counterfactuals)));
    } catch (BundleException damaged) {
      throw new Refusal(
          HttpStatus.INTERNAL_SERVER_ERROR, String.valueOf(damaged.getMessage()), Map.of());
    }
  }

  private ModelVersion version(String name, @Nullable Integer version) {
    if (!registry.models().contains(name)) {
      throw Refusal.notFound("There is no model " + name + ". ./steward models lists them.");
    }
    if (version == null) {
      return registry
          .resolve(ModelRef.alias(name, PromoteRelease.CHAMPION))
          .orElseThrow(
              () ->
                  Refusal.notFound(
                      "No version of " + name + " is live. Name one, like \"version\": 1."));
    }
    List<ModelVersion> versions = registry.versions(name);
    if (version < 1 || version > versions.size()) {
      throw Refusal.notFound(
          "The model "
              + name
              + " has the versions 1 to "
              + versions.size()
              + ", not "
              + version
              + ".");
    }
    return versions.get(version - 1);
  }

  private static ExplainRequest request(byte[] body) {
    if (body.length > MOST_BYTES) {
      throw new Refusal(
          HttpStatus.CONTENT_TOO_LARGE,
          "The request is longer than 1 MB. Send fewer rows at once.",
          Map.of());
    }
    try {
      return Json.read(body, ExplainRequest.class);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("The request must be JSON like {\"rows\": [{\"duration\": 48}]}.");
    }
  }
}
