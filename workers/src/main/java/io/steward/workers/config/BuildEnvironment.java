package io.steward.workers.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * With which libraries a model is made: versions that may matter for making the same model again.
 */
public final class BuildEnvironment {
  private BuildEnvironment() {}

  /** The versions, by name. */
  public static Map<String, String> libraries() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("smile", ofJar("smile.classification.RandomForest", "smile-core"));
    versions.put("lightgbm4j", ofJar("io.github.metarank.lightgbm4j.LGBMBooster", "lightgbm4j"));
    versions.put("duckdb", ofJar("org.duckdb.DuckDBDriver", "duckdb_jdbc"));
    versions.put("onnxruntime", ofJar("ai.onnxruntime.OrtEnvironment", "onnxruntime"));
    return versions;
  }

  /** The version in the name of the jar that a class comes from; "unknown" outside a jar. */
  private static String ofJar(String className, String artifact) {
    String resource = className.replace('.', '/') + ".class";
    var url = BuildEnvironment.class.getClassLoader().getResource(resource);
    if (url == null) {
      return "unknown";
    }
    var matcher =
        java.util.regex.Pattern.compile(
                "/" + java.util.regex.Pattern.quote(artifact) + "-([0-9][^/!]*)\\.jar")
            .matcher(url.toString());
    return matcher.find() ? matcher.group(1) : "unknown";
  }
}
