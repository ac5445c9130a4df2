package io.steward.training;

import io.steward.bundle.Calibrator;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * Fits a rising line: rows sorted by probability are put into bins of about as many rows, and
 * neighbours whose shares do not rise are joined (pool adjacent violators; Ayer et al., 1955). The
 * line goes straight between the centres of what is left. Not the training library's: that is a
 * staircase with its steps at scores of the training rows, and a score that differs in its last
 * digits would change the answer.
 *
 * <p>Three things more than the textbook: a share is drawn a little towards the mean, so that none
 * is 0 or 1; neighbours between which the line would be steeper than {@value #STEEPEST} are joined
 * too; and outside the outermost centres the line goes on half way to 0 and to 1, so that rows that
 * the model tells apart stay apart.
 */
final class IsotonicFit {
  private static final double STEEPEST = 100;
  private static final int BINS = 100;

  /** Rows a bin at least. */
  private static final int SMALLEST = 10;

  private IsotonicFit() {}

  /** Neighbouring rows. */
  private record Block(double rows, double positives, double scores, double mean) {
    double centre() {
      return scores / rows;
    }

    double share() {
      return (positives + mean) / (rows + 1);
    }

    Block join(Block next) {
      return new Block(rows + next.rows, positives + next.positives, scores + next.scores, mean);
    }

    boolean risesTo(Block next) {
      double rise = next.share() - share();
      double run = next.centre() - centre();
      return rise > 0 && run > 0 && rise <= STEEPEST * run;
    }
  }

  /**
   * The line for these rows.
   *
   * @param probabilities of the class, one a row, at least one
   * @param positive whether a row is of the class
   */
  static Calibrator fit(double[] probabilities, boolean[] positive) {
    Deque<Block> blocks = new ArrayDeque<>();
    for (Block bin : bins(probabilities, positive)) {
      Block joined = bin;
      while (!blocks.isEmpty() && !blocks.peekLast().risesTo(joined)) {
        joined = blocks.removeLast().join(joined);
      }
      blocks.addLast(joined);
    }
    // The ends of the line are knots already.
    blocks.removeIf(block -> !(block.centre() > 0 && block.centre() < 1));
    if (blocks.isEmpty()) {
      return new Calibrator.Unchanged();
    }
    double[] knots = new double[blocks.size() + 2];
    double[] values = new double[knots.length];
    Iterator<Block> next = blocks.iterator();
    for (int i = 1; next.hasNext(); i++) {
      Block block = next.next();
      knots[i] = block.centre();
      values[i] = block.share();
    }
    int last = knots.length - 1;
    knots[last] = 1;
    values[0] = end(values[1], 0, knots[1]);
    values[last] = end(values[last - 1], 1, 1 - knots[last - 1]);
    return new Calibrator.Line(knots, values);
  }

  /** Half way from a share to 0 or 1, as far as that is not too steep. */
  private static double end(double share, double to, double run) {
    double rise = (to - share) / 2;
    return share + Math.clamp(rise, -STEEPEST * run, STEEPEST * run);
  }

  private static Block[] bins(double[] probabilities, boolean[] positive) {
    int[] order = order(probabilities);
    double mean = 0;
    for (boolean of : positive) {
      mean += of ? 1.0 / positive.length : 0;
    }
    int size = Math.max(SMALLEST, (int) Math.ceil((double) order.length / BINS));
    Deque<Block> bins = new ArrayDeque<>();
    for (int from = 0; from < order.length; ) {
      double score = 0;
      double positives = 0;
      int to = from;
      // Equal probabilities stay together.
      while (to < order.length
          && (to - from < size
              || value(probabilities, order, to) == value(probabilities, order, to - 1))) {
        score += value(probabilities, order, to);
        positives += positive[order[to]] ? 1 : 0;
        to++;
      }
      bins.addLast(new Block(to - from, positives, score, mean));
      from = to;
    }
    Block last = bins.peekLast();
    if (bins.size() > 1 && last != null && last.rows() < size) {
      Block small = bins.removeLast();
      bins.addLast(bins.removeLast().join(small));
    }
    return bins.toArray(Block[]::new);
  }

  private static double value(double[] probabilities, int[] order, int place) {
    return Math.clamp(probabilities[order[place]], 0, 1);
  }

  /** The rows by their probabilities; equal ones in their own order. */
  private static int[] order(double[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> probabilities[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
