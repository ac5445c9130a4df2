package io.steward.features;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** The product of the features of two number columns, both after all their steps. */
public record Interaction(String left, String right) {

  /** The feature's name. */
  @JsonIgnore
  public String featureName() {
    return left + " × " + right;
  }
}
