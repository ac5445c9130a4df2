package io.steward.training.progress;

import io.steward.artifact.RunId;
import java.util.Locale;

/**
 * Where reports lie: {@code progress/<run>/<candidate>/<n>.json}, numbered from 1 for each
 * candidate, so that the last key in their order is the last report. Not below {@code runs/}: they
 * are many, and who lists the runs should not have to list them.
 */
final class ProgressKeys {
  private static final String FOLDER = "progress/";
  private static final String ENDING = ".json";

  private ProgressKeys() {}

  /** What the keys of all reports of a run begin with. */
  static String run(RunId run) {
    return FOLDER + run + "/";
  }

  static String candidate(RunId run, String candidate) {
    return run(run) + candidate + "/";
  }

  static String report(RunId run, String candidate, int number) {
    return candidate(run, candidate) + String.format(Locale.ROOT, "%08d", number) + ENDING;
  }

  /** The number of a report. */
  static int number(String key) {
    return Integer.parseInt(
        key.substring(key.lastIndexOf('/') + 1, key.length() - ENDING.length()));
  }

  /** All of a report's key but its number. */
  static String folder(String key) {
    return key.substring(0, key.lastIndexOf('/'));
  }
}
