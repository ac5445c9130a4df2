package io.steward.training.progress;

import io.steward.artifact.RunId;
import java.util.Locale;

/**
 * Where reports lie: {@code runs/<run>/progress/<candidate>/<n>.json}, numbered from 1 for each
 * candidate, so that the last key in their order is the last report.
 */
final class ProgressKeys {
  private static final String FOLDER = "/progress/";
  private static final String ENDING = ".json";

  private ProgressKeys() {}

  /** What all keys of a run begin with, those of its steps too. */
  static String run(RunId run) {
    return "runs/" + run + "/";
  }

  static String candidate(RunId run, String candidate) {
    return "runs/" + run + FOLDER + candidate + "/";
  }

  static String report(RunId run, String candidate, int number) {
    return candidate(run, candidate) + String.format(Locale.ROOT, "%08d", number) + ENDING;
  }

  static boolean isReport(String key) {
    return key.contains(FOLDER);
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
