package io.steward.workers.monitoring;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.bundle.BundleManifest;
import io.steward.bundle.BundleReader;
import io.steward.bundle.ModelRef;
import io.steward.bundle.ModelRegistry;
import io.steward.bundle.ModelVersion;
import io.steward.monitoring.ColumnDrift;
import io.steward.monitoring.DriftAssessor;
import io.steward.monitoring.HealthReport;
import io.steward.monitoring.ReferenceProfile;
import io.steward.monitoring.RequestLogEntry;
import io.steward.monitoring.RequestLogReader;
import io.steward.workers.deployment.PromoteRelease;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.training.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code assess-model-health}: whether what the live version is asked still looks like what it
 * learnt from.
 *
 * <p>Safe to repeat: it reads the request log and writes nothing but its report.
 */
@Component
public class AssessModelHealth extends Step<AssessModelHealth.Request, AssessModelHealth.Response> {
  /** The newest rows that are looked at; more would not change the judgement. */
  private static final int MOST_ROWS = 5_000;

  private static final int MOST_SHOWN = 30;

  private final ArtifactStore store;
  private final ModelRegistry registry;
  private final BundleReader bundles;
  private final RequestLogReader requests;

  public AssessModelHealth(
      ArtifactStore store,
      ModelRegistry registry,
      BundleReader bundles,
      RequestLogReader requests) {
    super("assess-model-health", Request.class, Response.class);
    this.store = store;
    this.registry = registry;
    this.bundles = bundles;
    this.requests = requests;
  }

  /**
   * @param modelVersion the version that this monitoring was started for
   */
  public record Request(String modelName, @Nullable Integer modelVersion) {}

  /**
   * @param modelVersion the live version; 0 if none is
   * @param health the input of the decision {@code monitoring-response}
   * @param healthSummary the rows of the form's table, the worst first
   */
  public record Response(
      int modelVersion, Digest healthDigest, Health health, List<Line> healthSummary) {}

  /**
   * @param verdict healthy, drifted or too-few-rows
   * @param versionLive whether the version that this monitoring was started for is still the live
   *     one
   */
  public record Health(String verdict, int driftedColumns, long rows, boolean versionLive) {}

  /** A column as a row of the form's table. */
  public record Line(String column, String test, String value, String verdict) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(Request request, JobContext job) {
    Optional<ModelVersion> champion =
        registry.resolve(ModelRef.alias(request.modelName(), PromoteRelease.CHAMPION));
    Integer asked = request.modelVersion();
    boolean isLive = champion.isPresent() && (asked == null || asked == champion.get().version());
    HealthReport report =
        champion
            .map(this::assess)
            .orElseGet(
                () ->
                    new HealthReport(
                        0, List.of(), HealthReport.Verdict.TOO_FEW_ROWS, "No version is live."));
    return new Response(
        champion.map(ModelVersion::version).orElse(0),
        store.put(Json.bytes(report), "application/json"),
        new Health(written(report.verdict()), report.driftedColumns(), report.rows(), isLive),
        lines(report));
  }

  private HealthReport assess(ModelVersion champion) {
    BundleManifest manifest = bundles.open(champion.bundle()).manifest();
    ReferenceProfile reference =
        Json.read(store.get(manifest.parts().referenceProfile()), ReferenceProfile.class);
    List<RequestLogEntry> rows =
        requests
            .read(champion.name(), champion.version(), champion.registeredAt(), MOST_ROWS)
            .entries();
    return DriftAssessor.assess(reference, rows);
  }

  /** The columns as rows. */
  public static List<Line> lines(HealthReport report) {
    return report.columns().stream()
        .sorted(Comparator.comparing(ColumnDrift::verdict).reversed())
        .limit(MOST_SHOWN)
        .map(
            column ->
                new Line(
                    column.column(),
                    column.test(),
                    Numbers.shown(column.distance()),
                    written(column.verdict())))
        .toList();
  }

  private static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
