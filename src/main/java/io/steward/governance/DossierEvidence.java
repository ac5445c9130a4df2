package io.steward.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.training.Making;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the dossier and its model card are made of, as plain values taken from the results of the
 * steps. Contains no times and nothing random, so that the same evidence gives the same dossier.
 *
 * @param making what the model was made from; on which machines stands beside it, not in it
 */
public record DossierEvidence(
    RunId run,
    Charter charter,
    Digests digests,
    Data data,
    Choice choice,
    Making making,
    List<Measured> metrics,
    List<Group> fairness,
    List<Segment> segments,
    Behaviour behaviour,
    Governance governance) {

  /**
   * The digests of the results of the steps.
   *
   * @param dataCheck what was found when the data were held against charter and contract
   * @param learnability null if it could not be tried
   * @param bias null if it could not be tried
   * @param dropped which columns were dropped in the review of the data; null if none
   * @param report the evaluation's report as people read it; null if there is none
   */
  public record Digests(
      Digest charter,
      Digest snapshot,
      Digest dataCheck,
      @Nullable Digest learnability,
      @Nullable Digest bias,
      @Nullable Digest dropped,
      Digest split,
      Digest recipe,
      Digest plan,
      Digest model,
      Digest evaluation,
      Digest fairness,
      Digest segments,
      Digest robustness,
      Digest explanation,
      Digest comparison,
      @Nullable Digest report) {}

  /**
   * @param features the raw columns the model sees
   * @param dropped the columns that were left out by decision of a person
   * @param contract which data contract was checked, and how its rules ended
   * @param findings what the data contract found, one sentence each
   */
  public record Data(
      String source,
      long rows,
      long trainingRows,
      long holdoutRows,
      List<String> features,
      List<String> dropped,
      String contract,
      List<String> findings) {}

  /**
   * @param score the mean of the primary metric in cross-validation
   * @param standardError of that mean
   * @param candidates how many were tried
   * @param why why this one was selected
   */
  public record Choice(
      String algorithm,
      Map<String, Double> hyperparameters,
      double score,
      double standardError,
      int candidates,
      double decisionThreshold,
      String why) {}

  /**
   * A metric on the holdout with its 95 % interval.
   *
   * @param threshold what the charter demands; null if nothing
   * @param verdict for people: reached, missed, undecided or informative
   */
  public record Measured(
      Metric metric,
      double value,
      double lower,
      double upper,
      @Nullable Double threshold,
      String verdict) {}

  /**
   * One line of the fairness assessment.
   *
   * @param measure what was measured, for example {@code demographic-parity-ratio}
   * @param verdict for people
   */
  public record Group(
      String attribute, String group, long rows, String measure, double value, String verdict) {}

  /** A segment in which the model is weaker than elsewhere. */
  public record Segment(String column, String value, long rows, double score) {}

  /**
   * @param robustnessDrop the worst loss of the primary metric under disturbed inputs: noise,
   *     missing values, unseen levels, shifts and other populations
   * @param importance the raw columns by their importance, the largest first
   * @param comparison for people: how it compares with the model that is live
   */
  public record Behaviour(double robustnessDrop, List<Importance> importance, String comparison) {}

  /** How much the primary metric loses when a column is shuffled. */
  public record Importance(String column, double loss) {}

  /**
   * @param riskTier high, limited or minimal
   * @param gate what the evaluation gate decided, and why
   * @param holdoutOpenings how often the sealed holdout was opened in this run
   * @param loops how often the run went back to an earlier stage
   */
  public record Governance(
      String riskTier, String riskReason, String gate, int holdoutOpenings, int loops) {}
}
