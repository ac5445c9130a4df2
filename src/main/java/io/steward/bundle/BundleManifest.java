package io.steward.bundle;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.charter.Charter.Task;
import io.steward.schema.ColumnSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle is made of and where it came from. Its canonical JSON is signed; its digest is the
 * name of the bundle. Holds no times, no host names and nothing random, so that the same run on the
 * same kind of machine gives the same bundle.
 *
 * @param format always {@link #FORMAT}: what is signed says what it is
 * @param positive the positive class; null unless the task is binary
 * @param threshold the least probability that makes the label positive; 0.5 unless binary
 * @param inputs the raw columns that the model reads
 * @param parts what the bundle holds and refers to
 * @param environment what the model was trained on and with, for example {@code java}, {@code cpu},
 *     {@code smile}; the same model may be made on another machine, so bundles of one model can
 *     differ here
 * @param codeVersion the version of Steward
 */
public record BundleManifest(
    String format,
    String modelName,
    RunId run,
    Task task,
    List<String> classes,
    @Nullable String positive,
    double threshold,
    List<ColumnSchema> inputs,
    Parts parts,
    String algorithm,
    Map<String, Double> hyperparameters,
    long seed,
    Map<String, String> environment,
    String codeVersion) {
  /** The format that this version writes and reads. */
  public static final String FORMAT = "steward-bundle/1";

  public BundleManifest {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(modelName, "modelName");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(parts, "parts");
    classes = List.copyOf(classes);
    inputs = List.copyOf(inputs);
    hyperparameters = Map.copyOf(hyperparameters);
    environment = Map.copyOf(environment);
  }

  /** A manifest of this version's format. */
  public static BundleManifest of(
      String modelName,
      RunId run,
      OutputSpec output,
      List<ColumnSchema> inputs,
      Parts parts,
      String algorithm,
      Map<String, Double> hyperparameters,
      long seed,
      Map<String, String> environment,
      String codeVersion) {
    return new BundleManifest(
        FORMAT,
        modelName,
        run,
        output.task(),
        output.classes(),
        output.task() == Task.BINARY ? output.classes().get(1) : null,
        output.threshold(),
        inputs,
        parts,
        algorithm,
        hyperparameters,
        seed,
        environment,
        codeVersion);
  }

  /** What the model answers with. */
  public OutputSpec output() {
    return new OutputSpec(task, classes, threshold);
  }

  /**
   * The digests of the blobs that a bundle holds and refers to.
   *
   * @param onnx {@code model.onnx}, recipe and model in one graph
   * @param recipe the feature recipe as JSON
   * @param referenceProfile what monitoring compares served requests with
   * @param provenance how the model was made, and on which machines; null in bundles of versions
   *     that did not record it
   */
  public record Parts(
      Digest charter,
      Digest dossier,
      Digest snapshot,
      Digest recipe,
      Digest split,
      Digest plan,
      Digest onnx,
      Digest evaluation,
      Digest referenceProfile,
      @Nullable Digest provenance) {

    public Parts {
      Stream.of(charter, dossier, snapshot, recipe, split, plan, onnx, evaluation, referenceProfile)
          .forEach(Objects::requireNonNull);
    }

    /** Each part with the name that people know it by, in ascending order of the names. */
    public Map<String, Digest> byName() {
      Map<String, Digest> parts = new TreeMap<>();
      parts.put("charter", charter);
      parts.put("dossier", dossier);
      parts.put("evaluation", evaluation);
      parts.put("model.onnx", onnx);
      parts.put("plan", plan);
      if (provenance != null) {
        parts.put("provenance", provenance);
      }
      parts.put("recipe", recipe);
      parts.put("reference profile", referenceProfile);
      parts.put("snapshot", snapshot);
      parts.put("split", split);
      return parts;
    }
  }
}
