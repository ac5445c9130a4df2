package io.steward.workers.web;

import io.steward.data.ColumnProfile;
import io.steward.training.LearnabilityReport.CurvePoint;
import java.util.List;
import java.util.Locale;

/** Small pictures of data as SVG; they hold numbers only, so nothing in them needs escaping. */
final class DataCharts {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 36;
  private static final int MOST_BARS = 30;

  private DataCharts() {}

  /** The rows of a column: by bin, by month, or by value, the most frequent first. */
  static String bars(ColumnProfile column) {
    ColumnProfile.NumberFacts numbers = column.numbers();
    ColumnProfile.DateFacts dates = column.dates();
    if (numbers != null) {
      return bars(numbers.histogram().stream().map(ColumnProfile.Bin::rows).toList());
    }
    List<ColumnProfile.ValueCount> values = dates == null ? column.topValues() : dates.months();
    return bars(values.stream().map(ColumnProfile.ValueCount::rows).limit(MOST_BARS).toList());
  }

  private static String bars(List<Long> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    double most = rows.stream().mapToLong(Long::longValue).max().orElse(1);
    double step = Math.min(16, (double) WIDTH / rows.size());
    StringBuilder svg = new StringBuilder(open(WIDTH, HEIGHT));
    for (int i = 0; i < rows.size(); i++) {
      double height = Math.max(rows.get(i) > 0 ? 1 : 0, rows.get(i) / most * HEIGHT);
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#0072b2\"/>",
              i * step,
              HEIGHT - height,
              Math.max(1, step - 1),
              height));
    }
    return svg.append("</svg>").toString();
  }

  /** Score over rows, with a bar of one standard error each way. */
  static String curve(List<CurvePoint> points) {
    int width = 420;
    int height = 200;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (CurvePoint point : points) {
      low = Math.min(low, point.score() - error(point));
      high = Math.max(high, point.score() + error(point));
    }
    double span = high > low ? high - low : 1;
    double most = points.getLast().rows();
    StringBuilder line = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    for (CurvePoint point : points) {
      double x = 60 + (width - 90) * point.rows() / most;
      double y = y(point.score(), low, span, height);
      double up = y(point.score() + error(point), low, span, height);
      double down = y(point.score() - error(point), low, span, height);
      line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      marks.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$.1f\" y2=\"%3$.1f\" stroke=\"#56b4e9\""
                  + " stroke-width=\"2\"/><circle cx=\"%1$.1f\" cy=\"%4$.1f\" r=\"4\""
                  + " fill=\"#0072b2\"/><text x=\"%1$.1f\" y=\"195\" font-size=\"11\""
                  + " text-anchor=\"middle\" fill=\"#5b6876\">%5$d</text>",
              x,
              up,
              down,
              y,
              point.rows()));
    }
    return open(width, height)
        + label(high, 20)
        + label(low, height - 30)
        + "<polyline points=\""
        + line
        + "\" fill=\"none\" stroke=\"#0072b2\" stroke-width=\"1.5\"/>"
        + marks
        + "</svg>";
  }

  private static double y(double score, double low, double span, int height) {
    return 15 + (height - 50) * (1 - (score - low) / span);
  }

  private static String label(double value, int y) {
    return String.format(
        Locale.ROOT,
        "<text x=\"50\" y=\"%d\" font-size=\"11\" text-anchor=\"end\" fill=\"#5b6876\">%.4g</text>",
        y,
        value);
  }

  private static double error(CurvePoint point) {
    double mean = point.score();
    int folds = point.foldScores().size();
    double squares =
        point.foldScores().stream().mapToDouble(score -> (score - mean) * (score - mean)).sum();
    return folds < 2 ? 0 : Math.sqrt(squares / (folds - 1) / folds);
  }

  private static String open(int width, int height) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\" aria-hidden=\"true\">"
        .formatted(width, height);
  }
}
