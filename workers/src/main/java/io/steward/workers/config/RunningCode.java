package io.steward.workers.config;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a piece of code is, as far as results can depend on it: its own classes, byte for byte, and
 * the names of the libraries, which hold their versions. Not their times, their order, or whether
 * they lie in a folder or in a jar, so that two builds of the same sources are the same code.
 */
final class RunningCode {
  private RunningCode() {}

  /**
   * The digest of the code.
   *
   * @param classes folders or jars whose classes count by their content
   * @param libraries file names of jars that count by their name
   */
  static Digest digest(List<Path> classes, List<String> libraries) {
    SortedMap<String, Digest> contents = new TreeMap<>();
    for (Path place : classes) {
      try {
        if (Files.isDirectory(place)) {
          read(place, contents);
        } else {
          try (FileSystem jar = FileSystems.newFileSystem(place)) {
            read(jar.getPath("/"), contents);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Cannot read the classes in " + place + ". Build Steward again.", e);
      }
    }
    return Json.digest(List.of(contents, libraries.stream().distinct().sorted().toList()));
  }

  private static void read(Path root, SortedMap<String, Digest> contents) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        contents.put(
            root.relativize(file).toString().replace('\\', '/'),
            Digest.of(Files.readAllBytes(file)));
      }
    }
  }
}
