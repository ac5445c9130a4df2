package io.steward.benchmarks;

import java.util.List;

/** A benchmark that can be run by its name. */
interface Benchmark {

  /** The name on the command line, in kebab-case. */
  String name();

  /** One line: what is measured, against what. */
  String description();

  /**
   * Measures.
   *
   * @param bench what there is to work with
   * @return the figures, in the order in which they are to be read
   */
  List<Figure> run(Workbench bench);

  /** All benchmarks, in the order of the lifecycle. */
  static List<Benchmark> all() {
    return List.of(
        new DataProfileBenchmark(),
        new DataLargeBenchmark(),
        new FeaturesBenchmark(),
        new TrainingBenchmark(),
        new TrainingLargeBenchmark(),
        new WorkersBenchmark(),
        new EvaluationBenchmark());
  }
}
