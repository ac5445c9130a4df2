package io.steward.workers.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * With what a model was made: versions that may matter for making the same model again. No host
 * names and no times, so that the same build on the same kind of machine gives the same manifest.
 */
public final class BuildEnvironment {
  private BuildEnvironment() {}

  /** The versions, by name. */
  public static Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("java", System.getProperty("java.runtime.version", "unknown"));
    versions.put("jvm", System.getProperty("java.vm.name", "unknown"));
    versions.put("os", System.getProperty("os.name", "unknown"));
    versions.put("arch", System.getProperty("os.arch", "unknown"));
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
