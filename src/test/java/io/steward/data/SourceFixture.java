package io.steward.data;

import io.steward.charter.Charter;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import io.steward.charter.DataSource;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Collects small sources of all kinds. */
final class SourceFixture implements AutoCloseable {
  final DataFixture data;
  private final Path folder;
  private final SourceLimits limits;

  SourceFixture(Path folder, SourceLimits limits) {
    this.folder = folder;
    this.limits = limits;
    this.data = new DataFixture(folder, 2);
  }

  SourceFixture(Path folder) {
    this(folder, SourceLimits.defaults());
  }

  /**
   * Collects a file.
   *
   * @param form what stands in the charter beside the file, in YAML, for example {@code format:
   *     csv}
   */
  Snapshot collect(String name, byte[] content, String form) {
    Path file = folder.resolve(name);
    try (Workspace workspace = new Workspace(data.store, data.engine)) {
      Files.write(file, content);
      return collect(new FileFetcher(limits).copy(file, name, workspace), form, workspace);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Snapshot collect(String name, String content, String form) {
    return collect(name, content.getBytes(StandardCharsets.UTF_8), form);
  }

  /** Collects what was fetched. */
  Snapshot collect(Fetched fetched, String form, Workspace workspace) {
    return new Collector(data.store, data.engine, limits).collect(fetched, source(form), workspace);
  }

  /** A source as a charter writes it. */
  static DataSource source(String form) {
    String yaml =
        """
        name: test
        title: Test
        problem: A test.
        decision: A decision.
        owner: owner
        task: binary
        target: {column: y, positive: 1}
        success: {primary: {metric: auc, threshold: 0.7}}
        source:
        """
            + (form.contains("url:") || form.contains("query:") || form.contains("object:")
                ? ""
                : "  file: data\n")
            + form.lines().map(line -> "  " + line + "\n").reduce("", String::concat);
    if (CharterReader.read(yaml) instanceof CharterResult.Valid valid) {
      Charter charter = valid.charter();
      return charter.source();
    }
    throw new AssertionError(CharterReader.read(yaml));
  }

  RawTable load(Snapshot snapshot) {
    return RawTables.load(data.engine, data.store, snapshot.parquet(), snapshot.columns());
  }

  /** The names and kinds of the columns, for example {@code a NUMBER}. */
  static List<String> kinds(Snapshot snapshot) {
    List<String> kinds = new ArrayList<>();
    for (ColumnSchema column : snapshot.columns()) {
      ColumnKind kind = column.kind();
      kinds.add(column.name() + " " + kind);
    }
    return kinds;
  }

  /** How values were read that are not plain, for example {@code a: dates written dd.MM.yyyy}. */
  static List<String> notes(Snapshot snapshot) {
    return snapshot.reading().columns().stream()
        .map(note -> note.column() + ": " + note.how())
        .toList();
  }

  /** A Parquet file that the query gives. */
  byte[] parquet(String sql) {
    Path file = data.engine.workFolder().resolve("made.parquet");
    try {
      data.engine.materialise(sql, file.toUri());
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      DuckDbInstance.deleteQuietly(file);
    }
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    data.close();
  }
}
