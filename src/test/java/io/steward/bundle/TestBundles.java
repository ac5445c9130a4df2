package io.steward.bundle;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.features.FeatureRecipe;
import java.util.Map;

/** Puts whole bundles into a store, for tests here and in other modules. */
public final class TestBundles {
  private TestBundles() {}

  /** The manifest of a model whose parts are all in the store afterwards. */
  public static BundleManifest manifest(
      ArtifactStore store, String name, PortableModel model, OutputSpec output) {
    FeatureRecipe recipe = TestModels.recipe();
    Digest onnx = store.put(OnnxWriter.write(recipe, model, output), "application/octet-stream");
    BundleManifest.Parts parts =
        new BundleManifest.Parts(
            text(store, "charter"),
            text(store, "dossier"),
            text(store, "snapshot"),
            store.put(Json.bytes(recipe), "application/json"),
            text(store, "split"),
            text(store, "plan"),
            onnx,
            text(store, "evaluation"),
            text(store, "reference profile"),
            text(store, "provenance"));
    return BundleManifest.of(
        name,
        RunId.ofInstance(1),
        output,
        recipe.inputs(),
        parts,
        "logistic-regression",
        Map.of("lambda", 0.1),
        42,
        Map.of("java", "25"),
        "0.1.0");
  }

  /** A signed bundle of a binary linear model with random weights; returns its digest. */
  public static Digest binary(ArtifactStore store, SigningKey key, String name, long seed) {
    PortableModel model =
        TestModels.linear(TestModels.recipe().featureNames().size(), 1, Link.SIGMOID, seed);
    return new BundleWriter(store, key)
        .write(manifest(store, name, model, OutputSpec.binary("bad", "good", 0.5)));
  }

  private static Digest text(ArtifactStore store, String text) {
    return store.put(Json.bytes(Map.of("what", text)), "application/json");
  }
}
