package io.steward.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores of ours and of a peer on the same splits of a table, one a split.
 *
 * @param ours in the unit of the task's metric
 * @param peers as many
 */
record PairedScores(TrainingTask task, List<Double> ours, List<Double> peers) {
  PairedScores {
    ours = List.copyOf(ours);
    peers = List.copyOf(peers);
    if (ours.isEmpty() || ours.size() != peers.size()) {
      throw new BenchmarkException(
          "There are %d scores of ours and %d of a peer.".formatted(ours.size(), peers.size()));
    }
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  double mean() {
    return mean(ours);
  }

  double peerMean() {
    return mean(peers);
  }

  /** How much better ours is on average; negative if it is worse. */
  double gain() {
    return mean(gains());
  }

  /** The standard error of {@link #gain}; NaN for one split. */
  double standardError() {
    List<Double> gains = gains();
    double mean = mean(gains);
    double squares = gains.stream().mapToDouble(gain -> (gain - mean) * (gain - mean)).sum();
    return Math.sqrt(squares / (gains.size() - 1) / gains.size());
  }

  private List<Double> gains() {
    double sign = task.metric().higherIsBetter() ? 1 : -1;
    return IntStream.range(0, ours.size())
        .mapToObj(split -> sign * (ours.get(split) - peers.get(split)))
        .toList();
  }

  /** Whether ours is at least as good; null if that cannot be said from one split. */
  @Nullable Boolean asGood() {
    return ours.size() < 2 ? null : gain() >= -standardError();
  }

  /** The logarithm of our loss over the peer's, on average; what AUC lacks to 1 is its loss. */
  double logRatio() {
    return IntStream.range(0, ours.size())
        .mapToDouble(split -> Math.log(loss(ours.get(split)) / loss(peers.get(split))))
        .average()
        .orElse(Double.NaN);
  }

  private double loss(double score) {
    return Math.max(1e-6, task.metric().higherIsBetter() ? 1 - score : score);
  }

  /** The figure of this table beside the peer. */
  Figure figure(String what, String peer) {
    String difference =
        String.format(Locale.ROOT, "better by ≥ -1 s.e. (%.2g ± %.2g)", gain(), standardError());
    return new Figure(
        what,
        mean(),
        task.metric().written(),
        ours.size() < 2 ? null : difference,
        peer,
        peerMean(),
        mean() / peerMean(),
        asGood());
  }
}
