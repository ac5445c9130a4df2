package io.steward.evaluation;

import io.steward.charter.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The primary metric by segment.
 *
 * @param metric the primary metric
 * @param overall its value on all rows; null where it cannot be said
 * @param segments the segments of every declared column
 * @param found weak segments that nobody declared, the surest first
 * @param notes what a reader must know, in sentences
 */
public record SegmentReport(
    Metric metric,
    @Nullable Double overall,
    List<SegmentResult> segments,
    List<WeakSegment> found,
    List<String> notes) {
  public SegmentReport {
    segments = List.copyOf(segments);
    found = found == null ? List.of() : List.copyOf(found);
    notes = List.copyOf(notes);
  }

  /** The segments that are worse beyond chance, the worst first. */
  public List<SegmentResult> weak() {
    return segments.stream()
        .filter(SegmentResult::weak)
        .sorted(
            java.util.Comparator.comparingDouble(
                    (SegmentResult segment) -> Scale.number(segment.gap()))
                .reversed())
        .toList();
  }
}
