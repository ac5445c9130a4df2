package io.steward.features;

import java.util.List;

/**
 * Whether the features can be learnt from.
 *
 * @param valid whether no finding is blocking
 */
public record FeatureReport(int rows, int features, List<FeatureFinding> findings, boolean valid) {
  public FeatureReport {
    findings = List.copyOf(findings);
  }

  /**
   * @param rule the kebab-case name of the rule that was broken
   * @param feature the feature concerned, or empty if it is the matrix
   * @param blocking whether training must not start
   * @param message what is wrong and what to do
   */
  public record FeatureFinding(String rule, String feature, boolean blocking, String message) {}
}
