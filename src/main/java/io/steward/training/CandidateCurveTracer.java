package io.steward.training;

import io.steward.features.FeatureMatrix;
import io.steward.training.LeaderCurves.CandidateCurves;
import io.steward.training.LeaderCurves.LearningPoint;
import io.steward.training.LeaderCurves.MoreRows;
import io.steward.training.LeaderCurves.ValidationCurve;
import io.steward.training.algorithm.Algorithm;
import io.steward.training.algorithm.Algorithms;
import io.steward.training.algorithm.UnsuitableDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Traces the curves of one candidate. */
final class CandidateCurveTracer {
  private static final int ALL = 100;

  private final CandidateResult result;
  private final Algorithm algorithm;
  private final OutOfFold known;
  private final FeatureMatrix matrix;
  private final CrossValidation crossValidation;
  private final double threshold;
  private final CurveEffort effort;
  private final int[] folds;
  private final int threads;
  private final Cancellation cancellation;
  private final CurveWords words;

  /** One fit: these settings, learning from this share of the rows, scored on this fold. */
  private record Fit(Map<String, Double> hyperparameters, int percent, int fold) {}

  CandidateCurveTracer(
      LearningTask task,
      Member leader,
      CrossValidation crossValidation,
      CurveEffort effort,
      int threads,
      Cancellation cancellation) {
    this.result = leader.result();
    this.algorithm = Algorithms.of(result.algorithm(), task.charter().task());
    this.known = OutOfFold.read(leader.outOfFold());
    this.matrix = task.matrix();
    this.crossValidation = crossValidation;
    // The curves are of what is not calibrated yet: the released threshold is another one.
    this.threshold = crossValidation.scoring().threshold(known);
    this.effort = effort;
    this.threads = threads;
    this.cancellation = cancellation;
    this.words = new CurveWords(result.metric());
    int[] scored =
        Arrays.stream(known.rows()).map(row -> matrix.folds()[row]).distinct().sorted().toArray();
    this.folds =
        Arrays.copyOfRange(scored, Math.max(0, scored.length - effort.folds()), scored.length);
  }

  CandidateCurves trace() {
    Optional<CurveSettings> settings =
        result.validationCurve().isEmpty() ? CurveSettings.of(result) : Optional.empty();
    Map<Fit, Double> scores = new LinkedHashMap<>();
    for (int percent : effort.percents()) {
      add(scores, result.hyperparameters(), percent);
    }
    settings.ifPresent(
        tried ->
            tried
                .others()
                .forEach(
                    other -> add(scores, tried.with(other, result), effort.validationPercent())));
    fit(scores);
    for (int fold : folds) {
      scores.put(
          new Fit(result.hyperparameters(), ALL, fold),
          crossValidation.foldScore(known, fold, threshold));
    }
    List<LearningPoint> learning = learning(scores);
    MoreRows judged = words.moreRows(learning, result);
    ValidationCurve validation =
        settings.map(tried -> validation(tried, scores)).orElseGet(this::traced);
    List<String> said = new ArrayList<>(List.of(words.learning(learning, judged)));
    if (validation != null && validation.points().size() > 1) {
      said.add(words.validation(validation));
    }
    return new CandidateCurves(result.id(), result.algorithm(), learning, validation, judged, said);
  }

  private void add(Map<Fit, Double> scores, Map<String, Double> hyperparameters, int percent) {
    for (int fold : folds) {
      scores.put(new Fit(hyperparameters, percent, fold), Double.NaN);
    }
  }

  /** Makes all fits, so many at once, and fills in their scores. */
  private void fit(Map<Fit, Double> scores) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      Map<Fit, Future<Double>> tasks = new LinkedHashMap<>();
      for (Fit fit : scores.keySet()) {
        tasks.put(fit, workers.submit(() -> score(fit)));
      }
      tasks.forEach((fit, task) -> scores.put(fit, Futures.get(task)));
    } finally {
      workers.shutdownNow();
    }
  }

  private double score(Fit fit) {
    cancellation.check();
    try {
      return crossValidation
          .learningFrom(fit.percent() / 100.0)
          .foldScore(
              algorithm,
              new Candidate(result.id(), result.algorithm(), fit.hyperparameters(), result.seed()),
              fit.fold(),
              threshold,
              cancellation);
    } catch (UnsuitableDataException e) {
      // Too little to learn from says the same as no point.
      return Double.NaN;
    }
  }

  private List<LearningPoint> learning(Map<Fit, Double> scores) {
    List<LearningPoint> points = new ArrayList<>();
    List<Integer> percents = new ArrayList<>(effort.percents());
    percents.add(ALL);
    for (int percent : percents) {
      List<Double> foldScores = foldScores(scores, result.hyperparameters(), percent);
      if (foldScores.stream().allMatch(Double::isFinite)) {
        Spread spread = Spread.of(foldScores);
        points.add(
            new LearningPoint(
                percent, rows(percent), foldScores, spread.mean(), spread.standardError()));
      }
    }
    return points;
  }

  private List<Double> foldScores(
      Map<Fit, Double> scores, Map<String, Double> hyperparameters, int percent) {
    return Arrays.stream(folds)
        .mapToObj(fold -> scores.getOrDefault(new Fit(hyperparameters, percent, fold), Double.NaN))
        .toList();
  }

  private long rows(int percent) {
    CrossValidation some = crossValidation.learningFrom(percent / 100.0);
    return Math.round(
        Arrays.stream(folds).map(fold -> some.learnt(fold).length).average().orElse(0));
  }

  private ValidationCurve validation(CurveSettings tried, Map<Fit, Double> scores) {
    List<ValidationPoint> points = new ArrayList<>();
    List<Double> settings = new ArrayList<>(tried.others());
    settings.add(tried.chosen());
    for (double setting : settings) {
      List<Double> foldScores =
          foldScores(scores, tried.with(setting, result), effort.validationPercent());
      if (foldScores.stream().allMatch(Double::isFinite)) {
        Spread spread = Spread.of(foldScores);
        points.add(new ValidationPoint(setting, spread.mean(), spread.standardError()));
      }
    }
    points.sort(Comparator.comparingDouble(ValidationPoint::setting));
    return new ValidationCurve(
        tried.hyperparameter(), tried.chosen(), effort.validationPercent(), points);
  }

  /** What cross-validation found itself while it chose the number of trees. */
  private @Nullable ValidationCurve traced() {
    Double trees = result.hyperparameters().get("trees");
    return trees == null || result.validationCurve().isEmpty()
        ? null
        : new ValidationCurve("trees", trees, ALL, result.validationCurve());
  }
}
