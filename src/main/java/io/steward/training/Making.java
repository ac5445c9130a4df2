package io.steward.training;

import io.steward.artifact.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a model was made from, as far as its bytes depend on it: who makes the same again gets the
 * same {@code model.onnx}. Holds no times and nothing of the machine (see {@link Provenance}).
 *
 * @param charter the signed charter as JSON
 * @param snapshot the data as they were collected
 * @param split which rows were learnt from, and in which folds
 * @param recipe what makes the features
 * @param model {@code model.onnx}
 * @param candidate the id of the selected candidate in its plan
 * @param hyperparameters of the selected candidate
 * @param candidateSeed of everything random in its training
 * @param seed the charter's, which all others come from
 * @param folds of the cross-validation
 * @param waves what was planned and what of it ran, in the order of the search
 * @param codeVersion the version of Steward and of the code that ran
 * @param libraries the versions of the libraries that results depend on, by name
 * @param limits what is not reproduced, and when the same bytes cannot be expected, in sentences
 */
public record Making(
    Digest charter,
    Digest snapshot,
    Digest split,
    Digest recipe,
    Digest model,
    String candidate,
    String algorithm,
    Map<String, Double> hyperparameters,
    long candidateSeed,
    long seed,
    int folds,
    List<Wave> waves,
    String codeVersion,
    Map<String, String> libraries,
    List<String> limits) {
  public Making {
    hyperparameters = Map.copyOf(hyperparameters);
    waves = List.copyOf(waves);
    libraries = Map.copyOf(libraries);
    limits = List.copyOf(limits);
  }

  /**
   * One wave of the search.
   *
   * @param plan the digest of the plan
   * @param finished the ids of the candidates that the choice was made among
   * @param unfinished the ids of those that were planned, and had no result when the choice was
   *     made, because the budget ended
   */
  public record Wave(
      int round, int wave, Digest plan, List<String> finished, List<String> unfinished) {
    public Wave {
      finished = List.copyOf(finished);
      unfinished = List.copyOf(unfinished);
    }
  }

  /** The ids of the candidates that the budget ended before. */
  public List<String> unfinished() {
    return waves.stream().flatMap(wave -> wave.unfinished().stream()).toList();
  }

  /** The settings of the selected candidate, in words. */
  public String settings() {
    return Figures.settings(hyperparameters);
  }

  /** What ran, in a sentence a wave. */
  public List<String> wavesInWords() {
    List<String> words = new ArrayList<>();
    for (Wave wave : waves) {
      int planned = wave.finished().size() + wave.unfinished().size();
      words.add(
          "Round %d, wave %d (plan %s): %s%s"
              .formatted(
                  wave.round(),
                  wave.wave(),
                  wave.plan().shortForm(),
                  planned == 0
                      ? "nothing more to try."
                      : "%d candidates planned, %d finished."
                          .formatted(planned, wave.finished().size()),
                  wave.unfinished().isEmpty()
                      ? ""
                      : " Not finished when the budget ended: %s."
                          .formatted(String.join(", ", wave.unfinished()))));
    }
    return words;
  }
}
