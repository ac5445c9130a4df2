package io.steward.evaluation;

import io.steward.charter.Charter;
import io.steward.charter.Charter.ProtectedAttribute;
import io.steward.proposal.RowCondition;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which rows a group of {@link Grouping} is, as conditions on the data. */
final class GroupConditions {
  private static final String NUMBER = "(-?[0-9.]+(?:[eE]-?[0-9]+)?)";
  private static final Pattern BELOW = Pattern.compile("below " + NUMBER);
  private static final Pattern BETWEEN = Pattern.compile(NUMBER + " to below " + NUMBER);
  private static final Pattern ABOVE = Pattern.compile(NUMBER + " and above");

  private GroupConditions() {}

  /** The rows of a group of a protected attribute or a segment column. */
  static List<RowCondition> of(Charter charter, String column, String group) {
    if (group.equals(Grouping.MISSING)) {
      return List.of(new RowCondition(column, RowCondition.Is.MISSING, null, List.of(), false));
    }
    for (ProtectedAttribute attribute : charter.columns().protectedAttributes()) {
      List<String> members = attribute.groups().get(group);
      if (attribute.column().equals(column) && members != null) {
        return List.of(RowCondition.oneOf(column, members));
      }
    }
    return band(column, group);
  }

  private static List<RowCondition> band(String column, String group) {
    Matcher below = BELOW.matcher(group);
    if (below.matches()) {
      return List.of(limit(column, RowCondition.Is.BELOW, below.group(1)));
    }
    Matcher between = BETWEEN.matcher(group);
    if (between.matches()) {
      return List.of(
          limit(column, RowCondition.Is.AT_LEAST, between.group(1)),
          limit(column, RowCondition.Is.BELOW, between.group(2)));
    }
    Matcher above = ABOVE.matcher(group);
    if (above.matches()) {
      return List.of(limit(column, RowCondition.Is.AT_LEAST, above.group(1)));
    }
    return List.of(RowCondition.oneOf(column, List.of(group)));
  }

  private static RowCondition limit(String column, RowCondition.Is is, String number) {
    return RowCondition.limit(column, is, Double.parseDouble(number));
  }

  /** The conditions of a segment that was found. */
  static List<RowCondition> of(WeakSegment segment) {
    return segment.conditions().stream().map(GroupConditions::of).toList();
  }

  private static RowCondition of(SegmentCondition condition) {
    RowCondition.Is is =
        switch (condition.kind()) {
          case BELOW -> RowCondition.Is.BELOW;
          case AT_LEAST -> RowCondition.Is.AT_LEAST;
          case IS -> RowCondition.Is.ONE_OF;
          case IS_NOT -> RowCondition.Is.NONE_OF;
          case MISSING -> RowCondition.Is.MISSING;
          case PRESENT -> RowCondition.Is.PRESENT;
        };
    String text = condition.text();
    return new RowCondition(
        condition.column(),
        is,
        condition.number(),
        text == null ? List.of() : List.of(text),
        condition.orMissing());
  }
}
