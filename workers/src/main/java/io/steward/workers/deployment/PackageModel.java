package io.steward.workers.deployment;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.bundle.BundleManifest;
import io.steward.bundle.BundleWriter;
import io.steward.bundle.ModelRegistry;
import io.steward.bundle.ModelVersion;
import io.steward.bundle.OutputSpec;
import io.steward.charter.Charter;
import io.steward.data.DataEngine;
import io.steward.data.RawTables;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.evaluation.HoldoutEvaluation;
import io.steward.features.FeatureRecipe;
import io.steward.governance.Dossier;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import io.steward.monitoring.ReferenceProfile;
import io.steward.schema.RawTable;
import io.steward.training.CandidateResult;
import io.steward.training.Provenance;
import io.steward.training.ProvenanceReader;
import io.steward.training.Selection;
import io.steward.workers.job.BusinessFault;
import io.steward.workers.job.ErrorCode;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * {@code package-model}: makes the signed bundle and registers it. Closed by default: without the
 * required approvals of exactly this dossier in the ledger, nothing is packaged.
 *
 * <p>Safe to repeat: the same inputs give the same bundle, and the same bundle keeps its version.
 */
@Component
public class PackageModel extends Step<PackageModel.Request, PackageModel.Response> {
  private final ArtifactStore store;
  private final StepJournal journal;
  private final DataEngine engine;
  private final BundleWriter bundles;
  private final ModelRegistry registry;
  private final Ledger ledger;
  private final ReleasePermission permission;
  private final ProvenanceReader provenance;

  public PackageModel(
      ArtifactStore store,
      StepJournal journal,
      DataEngine engine,
      BundleWriter bundles,
      ModelRegistry registry,
      Ledger ledger,
      ReleasePermission permission,
      ProvenanceReader provenance) {
    super("package-model", Request.class, Response.class);
    this.store = store;
    this.journal = journal;
    this.engine = engine;
    this.bundles = bundles;
    this.registry = registry;
    this.ledger = ledger;
    this.permission = permission;
    this.provenance = provenance;
  }

  /**
   * @param dossierDigest what was approved; everything that is packaged is named in it
   */
  public record Request(
      RunId runId, Digest dossierDigest, Digest modelDigest, Digest selectionDigest) {}

  /**
   * @param modelReference for example {@code models:/credit-risk/1}
   */
  public record Response(Digest bundleDigest, int modelVersion, String modelReference) {}

  /** The digest of a bundle, as a step's result. */
  public record Packaged(Digest bundle) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Optional<ErrorCode> businessError() {
    return Optional.of(ErrorCode.NOT_APPROVED);
  }

  @Override
  public Response work(Request request, JobContext job) {
    permission.require(request.runId(), request.dossierDigest());
    Dossier dossier = journal.read(request.dossierDigest(), Dossier.class);
    if (!dossier.model().equals(request.modelDigest()) || !dossier.run().equals(request.runId())) {
      throw new BusinessFault(
          ErrorCode.NOT_APPROVED,
          "The dossier "
              + request.dossierDigest().shortForm()
              + " approves the model "
              + dossier.model().shortForm()
              + " of "
              + dossier.run()
              + ", not "
              + request.modelDigest().shortForm()
              + " of "
              + request.runId()
              + ". Have the model that is to be released approved.");
    }
    Charter charter = journal.read(dossier.charter(), Charter.class);
    StepResult<Packaged> packaged =
        journal.once(
            request.runId(),
            jobType(),
            Map.of("dossier", request.dossierDigest(), "selection", request.selectionDigest()),
            Packaged.class,
            () -> new Packaged(bundle(request, dossier, charter)));
    ModelVersion version =
        registry.register(charter.name(), packaged.value().bundle(), request.runId());
    ledger.append(
        new LedgerEvent(
            "model-packaged",
            request.runId(),
            "process",
            Map.of(
                "bundle",
                version.bundle().toString(),
                "dossier",
                request.dossierDigest().toString(),
                "model",
                version.ref().toString()),
            "packaged-" + request.runId() + "-" + version.bundle().hex()));
    return new Response(version.bundle(), version.version(), version.ref().toString());
  }

  private Digest bundle(Request request, Dossier dossier, Charter charter) {
    Selection selection = journal.read(request.selectionDigest(), Selection.class);
    CandidateResult best = selection.best();
    if (!dossier.model().equals(best.onnx())) {
      throw new IllegalStateException(
          "The selection does not belong to the approved model. Correct selectionDigest.");
    }
    Split split = journal.read(dossier.split(), Split.class);
    FeatureRecipe recipe = journal.read(dossier.recipe(), FeatureRecipe.class);
    Provenance made = provenance.of(request.runId(), selection);
    return bundles.write(
        BundleManifest.of(
            charter.name(),
            request.runId(),
            new OutputSpec(charter.task(), split.classes(), best.threshold()),
            recipe.inputs(),
            new BundleManifest.Parts(
                dossier.charter(),
                request.dossierDigest(),
                dossier.snapshot(),
                dossier.recipe(),
                dossier.split(),
                dossier.plan(),
                dossier.model(),
                dossier.evaluation(),
                referenceProfile(dossier, split, recipe),
                store.put(Json.bytes(made), "application/json")),
            best.algorithm(),
            best.hyperparameters(),
            charter.seed(),
            environment(made),
            made.making().codeVersion()));
  }

  /** The libraries, and the machine that made the model: not the one that packages it. */
  private static Map<String, String> environment(Provenance made) {
    Map<String, String> environment = new TreeMap<>(made.making().libraries());
    made.machines().stream().findFirst().ifPresent(on -> environment.putAll(on.machine().byName()));
    return environment;
  }

  private Digest referenceProfile(Dossier dossier, Split split, FeatureRecipe recipe) {
    Snapshot snapshot = journal.read(dossier.snapshot(), Snapshot.class);
    RawTable training = RawTables.load(engine, store, split.training(), snapshot.columns());
    ReferenceProfile profile =
        ReferenceProfile.of(
            recipe.inputs(),
            training,
            journal.read(dossier.evaluation(), HoldoutEvaluation.class).predictions());
    return store.put(Json.bytes(profile), "application/json");
  }
}
