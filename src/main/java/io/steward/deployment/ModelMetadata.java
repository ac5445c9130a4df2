package io.steward.deployment;

import io.steward.schema.ColumnSchema;
import java.util.List;

/**
 * What a served model reads and answers.
 *
 * @param version the version that the rest is about
 * @param versions all loaded versions, ascending
 * @param inputs the raw columns
 * @param classes in the order of the probabilities; empty for regression
 */
public record ModelMetadata(
    String name,
    int version,
    List<Integer> versions,
    List<ColumnSchema> inputs,
    List<String> classes) {
  public ModelMetadata {
    versions = List.copyOf(versions);
    inputs = List.copyOf(inputs);
    classes = List.copyOf(classes);
  }
}
