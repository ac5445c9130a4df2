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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  /**
   * @param fits of one thread each: as many members are fitted at once as there are threads
   */
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
    Calibrators calibrators = new Calibrators(task, scoring, cancellation);
    List<OutOfFold> calibrated = new ArrayList<>();
    for (Member member : members) {
      cancellation.check();
      calibrated.add(
          calibrators.crossFitted(
              member.result().calibration(), OutOfFold.read(member.outOfFold())));
    }
    Blend blend = Blend.of(task, scoring, calibrated, candidate.seed(), threads, cancellation);
    Assessment assessment = Assessment.of(calibrators, scoring, blend.outOfFold(), List.of());
    Map<String, Double> weights = new HashMap<>();
    List<Member> counting = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      weights.put(members.get(i).result().id(), blend.weights()[i]);
      if (blend.weights()[i] > 0) {
        counting.add(members.get(i));
      }
    }
    List<FittedModel> models = refitted(counting, calibrators);
    List<String> algorithms = counting.stream().map(member -> member.result().algorithm()).toList();
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

  /** Side by side. */
  private List<FittedModel> refitted(List<Member> members, Calibrators calibrators) {
    ExecutorService workers = Executors.newFixedThreadPool(Math.min(threads, members.size()));
    try {
      List<Future<FittedModel>> fitted =
          members.stream()
              .map(member -> workers.submit(() -> fits.refit(member, calibrators)))
              .toList();
      List<FittedModel> models = new ArrayList<>();
      for (int i = 0; i < members.size(); i++) {
        cancellation.check();
        progress.at(
            CHOSEN + (FITTED - CHOSEN) * i / members.size(),
            "fit of " + members.get(i).result().id());
        models.add(Futures.get(fitted.get(i)));
      }
      return models;
    } finally {
      workers.shutdownNow();
    }
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
