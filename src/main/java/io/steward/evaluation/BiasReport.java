package io.steward.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the training rows treat the groups of each protected attribute, before anything is learnt
 * from them.
 *
 * @param rows how many rows were looked at
 */
public record BiasReport(long rows, List<AttributeBias> attributes) {
  public BiasReport {
    attributes = List.copyOf(attributes);
  }

  /**
   * One attribute.
   *
   * @param fault why it has no groups; "" if it has
   */
  public record AttributeBias(String column, List<GroupBias> groups, String fault) {
    public AttributeBias {
      groups = List.copyOf(groups);
    }
  }

  /**
   * One group (d) against all other rows (a). A figure is null where it cannot be said: the group
   * or the rest has fewer than {@value BiasAssessor#MIN_ROWS} rows, or the task has no positive
   * class.
   *
   * @param rows of the group, n_d
   * @param classImbalance CI = (n_a − n_d) / (n_a + n_d), from −1 to 1: near 1 the group is rare
   * @param positiveShare the share of the group's rows with the positive class, q_d
   * @param difference DPL = q_a − q_d, from −1 to 1: above 0 the group has fewer positive outcomes.
   *     CI and DPL are defined in S. Das et al., Fairness Measures for Machine Learning in Finance,
   *     2021
   * @param missing the column whose share of missing values differs most between group and rest;
   *     null if no column has missing values
   * @param missingDifference that share in the group less that in the rest
   * @param note why something cannot be said; may be empty
   */
  public record GroupBias(
      String group,
      long rows,
      @Nullable Double classImbalance,
      @Nullable Double positiveShare,
      @Nullable Double difference,
      @Nullable String missing,
      @Nullable Double missingDifference,
      String note) {}
}
