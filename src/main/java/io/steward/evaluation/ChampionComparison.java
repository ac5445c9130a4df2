package io.steward.evaluation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.steward.charter.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The new model against the one that is live, on the same rows.
 *
 * @param metric the primary metric
 * @param challenger its value for the new model; null where it cannot be said
 * @param champion its value for the live model; null if there is none or it cannot be said
 * @param difference how much better the new model is, in the metric's own unit: positive is better
 *     whatever the metric's direction; null without a champion or where it cannot be said
 * @param lower lower end of the 95 % interval of the difference (paired bootstrap)
 * @param upper upper end of it
 * @param groups the same by group of each protected attribute; empty without a champion
 * @param note in words
 */
public record ChampionComparison(
    Outcome outcome,
    Metric metric,
    @Nullable Double challenger,
    @Nullable Double champion,
    @Nullable Double difference,
    @Nullable Double lower,
    @Nullable Double upper,
    List<GroupComparison> groups,
    String note) {

  public ChampionComparison {
    // Comparisons of earlier versions have none.
    groups = List.copyOf(Objects.requireNonNullElse(groups, List.of()));
  }

  /** The groups that the new model is worse for beyond chance. */
  public List<GroupComparison> worseGroups() {
    return groups.stream()
        .filter(group -> group.verdict() == GroupComparison.Verdict.WORSE)
        .toList();
  }

  /** How the comparison ends. Written in lower case with hyphens. */
  public enum Outcome {
    /** No model is live. */
    NO_CHAMPION,
    /** The interval of the difference lies above 0. */
    BETTER,
    /** The rows do not tell them apart. */
    EQUAL,
    /** The interval of the difference lies below 0. */
    WORSE,
    /** A model is live, and the note says why they cannot be compared. */
    CANNOT_BE_SAID;

    /** The written form, for example {@code no-champion}. */
    @JsonValue
    public String written() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the written form; throws {@link IllegalArgumentException} if it is another. */
    @JsonCreator
    public static Outcome parse(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
