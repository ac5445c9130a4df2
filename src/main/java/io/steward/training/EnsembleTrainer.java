package io.steward.training;

import io.steward.bundle.EnsembleModel;
import io.steward.bundle.PortableModel;
import io.steward.training.algorithm.Algorithms;
import io.steward.training.algorithm.FittedModel;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes a candidate of others: their weights are chosen on what they said of rows that they did not
 * learn from, and those that count are fitted again, with the hyperparameters, seeds and
 * calibration of their own, so that they are to the bit what was scored.
 */
final class EnsembleTrainer {
  private static final double CHOSEN = 0.3;
  private static final double FITTED = 0.9;

  private final LearningTask task;
  private final Fits fits;
  private final ModelExport export;
  private final int threads;
  private final Cancellation cancellation;
  private final Progress progress;

  EnsembleTrainer(
      LearningTask task,
      Fits fits,
      ModelExport export,
      int threads,
      Cancellation cancellation,
      Progress progress) {
    this.task = task;
    this.fits = fits;
    this.export = export;
    this.threads = threads;
    this.cancellation = cancellation;
    this.progress = progress;
  }

  /**
   * @throws UnsuitableDataException if a member is not there or cannot be used
   */
  TrainedCandidate train(Candidate candidate, List<Member> given) {
    List<Member> members = members(candidate, given);
    progress.at(0, "choice of the weights");
    Scoring scoring = new Scoring(task.charter(), task.matrix().y(), task.matrix().folds());
    Calibrators calibrators = new Calibrators(task, scoring);
    List<OutOfFold> calibrated = new ArrayList<>();
    for (Member member : members) {
      cancellation.check();
      calibrated.add(
          calibrators.crossFitted(
              member.result().calibration(), OutOfFold.read(member.outOfFold())));
    }
    Blend blend = Blend.of(task, scoring, calibrated, candidate.seed(), threads, cancellation);
    Assessment assessment = Assessment.of(calibrators, scoring, blend.outOfFold(), List.of());
    List<FittedModel> models = new ArrayList<>();
    List<String> algorithms = new ArrayList<>();
    Map<String, Double> weights = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      CandidateResult result = members.get(i).result();
      weights.put(result.id(), blend.weights()[i]);
      if (blend.weights()[i] > 0) {
        cancellation.check();
        progress.at(CHOSEN + (FITTED - CHOSEN) * i / members.size(), "fit of " + result.id());
        models.add(fits.refit(members.get(i), calibrators));
        algorithms.add(result.algorithm());
      }
    }
    progress.at(FITTED, "export and its check");
    double[] counted = Arrays.stream(blend.weights()).filter(weight -> weight > 0).toArray();
    return export.export(
        new ModelExport.Final(
            Fits.calibrated(ensemble(models, counted), assessment.calibrators()),
            assessment,
            candidate.hyperparameters(),
            List.of(),
            weights,
            algorithms),
        cancellation);
  }

  private static FittedModel ensemble(List<FittedModel> models, double[] weights) {
    List<PortableModel> portable = models.stream().map(FittedModel::portable).toList();
    List<UnaryOperator<double[]>> library = models.stream().map(FittedModel::library).toList();
    return new FittedModel(
        new EnsembleModel(portable, weights),
        row ->
            EnsembleModel.blend(weights, library.stream().map(model -> model.apply(row)).toList()));
  }

  /** The planned members, in the order of the plan. */
  private static List<Member> members(Candidate candidate, List<Member> given) {
    List<String> faults = new ArrayList<>();
    if (candidate.members().isEmpty()) {
      faults.add("The plan names no members for it.");
    }
    List<Member> members = new ArrayList<>();
    for (String id : candidate.members()) {
      Optional<Member> found =
          given.stream().filter(member -> member.result().id().equals(id)).findFirst();
      found.flatMap(EnsembleTrainer::fault).ifPresent(faults::add);
      found.ifPresentOrElse(
          members::add, () -> faults.add("Its member %s was not trained.".formatted(id)));
    }
    if (!faults.isEmpty()) {
      throw new UnsuitableDataException(String.join(" ", faults));
    }
    return members;
  }

  private static Optional<String> fault(Member member) {
    CandidateResult result = member.result();
    if (!result.usable()) {
      return Optional.of(
          "Its member %s cannot be used: %s".formatted(result.id(), result.reason()));
    }
    return result.algorithm().equals(Algorithms.ENSEMBLE)
        ? Optional.of("Its member %s is an ensemble itself.".formatted(result.id()))
        : Optional.empty();
  }
}
