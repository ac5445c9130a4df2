package io.steward.workers.data;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.data.DataProfile;
import io.steward.data.Snapshot;
import io.steward.data.Splitter;
import io.steward.data.TrainingPart;
import io.steward.data.UnusableDataException;
import io.steward.evaluation.BiasAssessor;
import io.steward.evaluation.BiasReport;
import io.steward.features.FeatureMatrix;
import io.steward.features.FeatureRecipe;
import io.steward.features.RecipeApplier;
import io.steward.features.RecipeFitter;
import io.steward.training.KnownLeaks;
import io.steward.training.LearnabilityAssessment;
import io.steward.training.LearnabilityReport;
import io.steward.training.LearnabilityReport.LeakageFinding;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.run.WorkingCharter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code assess-learnability}: asks early whether there is anything to learn, and how the data
 * treats the groups of protected attributes. Looks only at the rows that will be the training part,
 * so that the holdout stays unseen.
 *
 * <p>Safe to repeat: the report follows from charter and snapshot alone.
 */
@Component
public class AssessLearnability
    extends Step<AssessLearnability.Request, AssessLearnability.Response> {
  /** The step whose result is the bias report. */
  public static final String BIAS = "assess-bias";

  private final StepJournal journal;
  private final Splitter splitter;
  private final RecipeFitter fitter;
  private final RecipeApplier applier;
  private final BiasAssessor bias;
  private final WorkingCharter charters;

  public AssessLearnability(
      StepJournal journal,
      Splitter splitter,
      RecipeFitter fitter,
      RecipeApplier applier,
      BiasAssessor bias,
      WorkingCharter charters) {
    super("assess-learnability", Request.class, Response.class);
    this.journal = journal;
    this.splitter = splitter;
    this.fitter = fitter;
    this.applier = applier;
    this.bias = bias;
    this.charters = charters;
  }

  /**
   * @param blockingFindings with any of them nothing is tried
   * @param droppedDigest what was dropped in the review of the data
   */
  public record Request(
      RunId runId,
      Digest charterDigest,
      Digest snapshotDigest,
      Digest profileDigest,
      int blockingFindings,
      @Nullable Digest droppedDigest) {}

  /**
   * @param learnabilityDigest null if nothing could be tried
   * @param learnability learnable, doubtful, not or unknown
   * @param biasDigest how the groups of the protected attributes are treated in the data; null if
   *     nothing could be tried
   */
  public record Response(
      @Nullable Digest learnabilityDigest,
      String learnability,
      List<String> learnabilityReasons,
      @Nullable Digest biasDigest) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(Request request, JobContext job) {
    if (request.blockingFindings() > 0) {
      return untried("unknown", "Not tried: the data has findings that forbid going on.");
    }
    Map<String, Object> inputs =
        WorkingCharter.inputs(
            Map.of(
                "charter",
                request.charterDigest(),
                "snapshot",
                request.snapshotDigest(),
                "profile",
                request.profileDigest()),
            request.droppedDigest());
    try {
      Material material = new Material(request);
      StepResult<LearnabilityReport> report =
          journal.once(
              request.runId(), jobType(), inputs, LearnabilityReport.class, material::learnability);
      StepResult<BiasReport> groups =
          journal.once(request.runId(), BIAS, inputs, BiasReport.class, material::bias);
      return new Response(
          report.digest(),
          report.value().verdict().name().toLowerCase(Locale.ROOT),
          reasons(report.value()),
          groups.digest());
    } catch (UnusableDataException e) {
      return untried("not", String.valueOf(e.getMessage()));
    }
  }

  private static Response untried(String verdict, String why) {
    return new Response(null, verdict, List.of(why), null);
  }

  /** What both reports are made from, made when one of them is first needed. */
  private final class Material {
    private final Request request;
    private final Snapshot snapshot;
    private final Charter charter;
    private @Nullable TrainingPart part;

    Material(Request request) {
      this.request = request;
      this.snapshot = journal.read(request.snapshotDigest(), Snapshot.class);
      this.charter = charters.of(request.charterDigest(), request.droppedDigest(), snapshot);
    }

    LearnabilityReport learnability() {
      TrainingPart rows = part();
      FeatureRecipe recipe = fitter.fit(charter, rows, snapshot, 0);
      FeatureMatrix matrix = applier.matrix(charter, recipe, rows);
      DataProfile profile = journal.read(request.profileDigest(), DataProfile.class);
      return new LearnabilityAssessment()
          .assess(
              charter,
              rows.classes(),
              recipe,
              matrix,
              KnownLeaks.of(
                  charter,
                  profile,
                  splitter.sameFeaturesOnBothSides(charter, snapshot),
                  rows.rows()));
    }

    BiasReport bias() {
      return bias.assess(charter, part());
    }

    private TrainingPart part() {
      TrainingPart made = part;
      if (made == null) {
        made = splitter.trainingPart(charter, snapshot);
        part = made;
      }
      return made;
    }
  }

  private static List<String> reasons(LearnabilityReport report) {
    List<String> reasons = new ArrayList<>(report.reasons());
    for (LeakageFinding leak : report.leakage()) {
      reasons.add(
          leak.column().isEmpty()
              ? leak.evidence()
              : "Column '" + leak.column() + "': " + leak.evidence());
    }
    return reasons;
  }
}
