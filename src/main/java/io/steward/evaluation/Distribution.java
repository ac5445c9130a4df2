package io.steward.evaluation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the values of one column, or of the predictions, are spread over bins or levels. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NumberDistribution.class, name = "number"),
  @JsonSubTypes.Type(value = LevelDistribution.class, name = "levels")
})
public sealed interface Distribution permits NumberDistribution, LevelDistribution {
  /** Rows that were counted, missing ones included. */
  long rows();
}
