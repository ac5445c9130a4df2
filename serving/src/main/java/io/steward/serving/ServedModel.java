package io.steward.serving;

import io.steward.bundle.BundleManifest;
import io.steward.bundle.ModelVersion;
import io.steward.bundle.OnnxScorer;
import io.steward.bundle.Predictions;
import io.steward.features.FeatureRecipe;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A version that is loaded: verified, open for scoring. Safe for use by many threads. */
final class ServedModel implements AutoCloseable {
  private final ModelVersion version;
  private final BundleManifest manifest;
  private final FeatureRecipe recipe;
  private final OnnxScorer scorer;
  private final Map<String, Integer> positions = new HashMap<>();

  ServedModel(
      ModelVersion version, BundleManifest manifest, FeatureRecipe recipe, OnnxScorer scorer) {
    this.version = version;
    this.manifest = manifest;
    this.recipe = recipe;
    this.scorer = scorer;
    for (ColumnSchema column : scorer.inputs()) {
      positions.put(column.name(), positions.size());
    }
  }

  ModelVersion version() {
    return version;
  }

  BundleManifest manifest() {
    return manifest;
  }

  FeatureRecipe recipe() {
    return recipe;
  }

  /** The raw columns that the model reads. */
  List<ColumnSchema> inputs() {
    return scorer.inputs();
  }

  /** Where a column stands in {@link #inputs()}, or −1. */
  int position(String column) {
    return positions.getOrDefault(column, -1);
  }

  Predictions score(RawTable rows) {
    return scorer.score(rows);
  }

  @Override
  public void close() {
    scorer.close();
  }
}
