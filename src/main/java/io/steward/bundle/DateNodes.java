package io.steward.bundle;

import static io.steward.bundle.OnnxGraph.attribute;

import io.steward.features.DatePart;
import io.steward.features.DateRecipe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes the parts of dates as ONNX nodes, of all date columns at once. */
final class DateNodes {
  private final OnnxGraph graph;

  DateNodes(OnnxGraph graph) {
    this.graph = graph;
  }

  /** The parts that the recipes name, in their order, double [N, parts]; NaN where no date is. */
  String parts(List<DateRecipe> dates) {
    String raw = graph.concat(dates.stream().map(DateRecipe::column).toList(), 1);
    String isDate =
        graph.node("RegexFullMatch", List.of(raw), attribute("pattern", DatePart.PATTERN));
    // What is no date must not reach the casts.
    String safe =
        graph.node(
            "Where", List.of(isDate, raw, graph.constant("date", List.of("1970-01-01"), 1, 1)));
    String pieces = split(safe, "-");
    String year = graph.toDouble(graph.pick(pieces, 2, 0));
    String month = graph.toDouble(graph.pick(pieces, 2, 1));
    String rest = graph.pick(pieces, 2, 2);
    String beforeTime = graph.pick(split(rest, "T"), 2, 0);
    String day = graph.toDouble(graph.pick(split(beforeTime, " "), 2, 0));
    String number = dayNumber(year, month, day);
    String one = number(1);
    String newYear = dayNumber(year, one, one);
    // In the order of the enumeration.
    String all =
        graph.concat(
            List.of(
                year,
                month,
                day,
                minus(number, times(number(7), floorOf(number, 7))),
                plus(minus(number, newYear), one)),
            1);
    String missing = graph.constant("missing", new double[] {Double.NaN}, 1, 1);
    List<Long> wanted = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      for (DateRecipe.Part part : dates.get(i).parts()) {
        wanted.add((long) part.part().ordinal() * dates.size() + i);
      }
    }
    int parts = DatePart.values().length;
    List<String> same = Collections.nCopies(parts, isDate);
    String known = graph.node("Where", List.of(graph.concat(same, 1), all, missing));
    return graph.gather(known, 1, wanted.stream().mapToLong(Long::longValue).toArray());
  }

  private String split(String texts, String delimiter) {
    return graph.firstOfTwo("StringSplit", List.of(texts), attribute("delimiter", delimiter));
  }

  /** The Julian day number (Fliegel and Van Flandern, CACM 11, 1968). */
  private String dayNumber(String year, String month, String day) {
    String january = floorOf(minus(number(14), month), 12);
    String y = minus(plus(year, number(4800)), january);
    String m = minus(plus(month, times(number(12), january)), number(3));
    String days = plus(day, floorOf(plus(times(number(153), m), number(2)), 5));
    days = plus(days, times(number(365), y));
    days = plus(days, floorOf(y, 4));
    days = plus(days, floorOf(y, 400));
    return minus(minus(days, floorOf(y, 100)), number(32045));
  }

  private String floorOf(String x, double divisor) {
    return graph.node("Floor", List.of(graph.node("Div", List.of(x, number(divisor)))));
  }

  private String plus(String a, String b) {
    return graph.node("Add", List.of(a, b));
  }

  private String minus(String a, String b) {
    return graph.node("Sub", List.of(a, b));
  }

  private String times(String a, String b) {
    return graph.node("Mul", List.of(a, b));
  }

  private String number(double value) {
    return graph.constant("number", new double[] {value}, 1, 1);
  }
}
