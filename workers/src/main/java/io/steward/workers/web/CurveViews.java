package io.steward.workers.web;

import io.steward.evaluation.CurveCharts;
import io.steward.training.LeaderCurves;
import io.steward.training.LeaderCurves.CandidateCurves;
import io.steward.training.LeaderCurves.ValidationCurve;
import io.steward.workers.web.RunEvidence.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * The curves of a training as a page shows them.
 *
 * @param bound how much was spent on them, in a sentence
 * @param lines what the curves of each candidate say
 */
record CurveViews(String bound, List<Line> lines, List<Picture> pictures) {

  /** What the curves of a candidate say. */
  record Line(String algorithm, String id, String words) {}

  static CurveViews of(LeaderCurves curves) {
    List<Picture> pictures = new ArrayList<>();
    if (curves.candidates().stream().anyMatch(candidate -> !candidate.learning().isEmpty())) {
      pictures.add(
          new Picture(
              "How the leaders get better with more rows", CurveCharts.learning(curves).dataUri()));
    }
    for (CandidateCurves candidate : curves.candidates()) {
      ValidationCurve validation = candidate.validation();
      if (validation != null && validation.points().size() > 1) {
        pictures.add(
            new Picture(
                "How %s depends on %s".formatted(candidate.id(), validation.hyperparameter()),
                CurveCharts.validation(curves.metric(), candidate, validation).dataUri()));
      }
    }
    return new CurveViews(
        curves.bound(),
        curves.candidates().stream()
            .map(c -> new Line(c.algorithm(), c.id(), String.join(" ", c.words())))
            .toList(),
        pictures);
  }
}
