package io.steward.training.algorithm;

import io.steward.artifact.Digest;
import io.steward.bundle.OnnxWriter;
import io.steward.bundle.OutputSpec;
import io.steward.bundle.TestModels;
import io.steward.features.ColumnRecipe;
import io.steward.features.FeatureRecipe;
import io.steward.features.NumberStep;
import io.steward.training.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The digests of what all algorithms export, here or in a process of its own. */
final class PortableBytes {
  private static final int ROWS = 160;

  private PortableBytes() {}

  /** Prints the digest of each algorithm and task, for another process to compare. */
  public static void main(String[] arguments) {
    int threads = Integer.parseInt(arguments[0]);
    digests(threads).forEach((name, digest) -> System.out.println("digest " + name + " " + digest));
  }

  static Map<String, String> digests(int threads) {
    Map<String, String> digests = new TreeMap<>();
    AlgorithmTest.cases()
        .forEach(
            given -> digests.put(given.name() + "-" + given.classes(), digest(given, threads)));
    return digests;
  }

  static String digest(AlgorithmTest.Case given, int threads) {
    TrainingData data = AlgorithmTest.data(ROWS, given.classes());
    FittedModel model =
        given.algorithm().fit(data, AlgorithmTest.SMALL, 7, threads, Cancellation.never());
    List<ColumnRecipe> columns = new ArrayList<>();
    data.featureNames()
        .forEach(name -> columns.add(TestModels.number(name, false, new NumberStep.Fill(0))));
    FeatureRecipe recipe = FeatureRecipe.of(Digest.of("rows"), columns, 0);
    OutputSpec output =
        switch (given.classes()) {
          case 0 -> OutputSpec.regression();
          case 2 -> OutputSpec.binary("no", "yes", 0.5);
          default -> OutputSpec.multiclass(List.of("a", "b", "c"));
        };
    return Digest.of(OnnxWriter.write(recipe, model.portable(), output)).toString();
  }
}
