package io.steward.benchmarks;

import io.steward.charter.Charter;
import io.steward.charter.Metric;
import io.steward.evaluation.SegmentAssessor;
import io.steward.evaluation.WeakSegment;
import java.util.List;
import java.util.Map;

/** Many small worlds with a known truth: do intervals hold it, and is a planted segment found? */
final class EvaluationSimulations {
  private EvaluationSimulations() {}

  /** The shares of worlds in which the planted segment is found, and any on clean data. */
  static Map<String, Double> weakSegments(int rows, int worlds) {
    Charter charter = EvaluationWorld.charter("binary", Metric.AUC);
    double found = 0;
    double raised = 0;
    for (int seed = 0; seed < worlds; seed++) {
      List<WeakSegment> planted =
          SegmentAssessor.assess(charter, EvaluationWorld.binary(rows, 5000 + seed, true)).found();
      found += planted.stream().anyMatch(EvaluationSimulations::isPlanted) ? 1 : 0;
      raised +=
          SegmentAssessor.assess(charter, EvaluationWorld.binary(rows, 9000 + seed, false))
                  .found()
                  .isEmpty()
              ? 0
              : 1;
    }
    return Map.of("found", found / worlds, "raised", raised / worlds);
  }

  /** Named by both of its columns, and not much larger than it is. */
  private static boolean isPlanted(WeakSegment segment) {
    return segment.segment().contains("text_0 = a")
        && segment.segment().contains("number_0 <")
        && segment.share() < 0.06;
  }
}
