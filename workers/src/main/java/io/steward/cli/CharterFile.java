package io.steward.cli;

import io.steward.charter.Charter;
import io.steward.charter.CharterFault;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import io.steward.charter.DataSource.Location.LocalFile;
import io.steward.data.contract.ContractReader;
import io.steward.data.contract.ContractResult;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A charter on this machine, checked before anything is sent.
 *
 * @param text the file's content
 * @param data the data file it names, found beside the charter; null if the data come from
 *     elsewhere, which the application reaches by itself
 * @param contract the data contract it names, found beside the charter; null if it names none
 */
record CharterFile(
    Path path, String text, Charter charter, @Nullable Path data, @Nullable Path contract) {

  /** Reads and checks a charter; a {@link CliFailure} lists every fault with its path. */
  static CharterFile read(Path path) {
    String text = content(path);
    return switch (CharterReader.read(text)) {
      case CharterResult.Faulty faulty ->
          throw CliFailure.failed(
              path
                  + " cannot be used; no run was started:"
                  + System.lineSeparator()
                  + faulty.faults().stream()
                      .map(CharterFile::line)
                      .collect(Collectors.joining(System.lineSeparator())));
      case CharterResult.Valid valid ->
          new CharterFile(
              path,
              text,
              valid.charter(),
              data(path, valid.charter()),
              contract(path, valid.charter()));
    };
  }

  private static String line(CharterFault fault) {
    return "  " + fault.path() + ": " + fault.message();
  }

  private static String content(Path path) {
    try {
      return Files.readString(path);
    } catch (MalformedInputException e) {
      throw CliFailure.usage(path + " is not UTF-8 text. Save it as UTF-8 and try again.");
    } catch (IOException e) {
      throw CliFailure.usage(
          "Cannot read "
              + path
              + ": "
              + (Files.exists(path) ? e.getMessage() : "there is no such file")
              + ".");
    }
  }

  private static @Nullable Path contract(Path charterPath, Charter charter) {
    String named = charter.contract();
    if (named == null) {
      return null;
    }
    Path file = charterPath.toAbsolutePath().normalize().resolveSibling(named);
    String unusable = charterPath + " cannot be used; no run was started:";
    if (!Files.isRegularFile(file)) {
      throw CliFailure.failed(
          unusable
              + System.lineSeparator()
              + "  contract: there is no file "
              + file
              + ". The path is taken from the charter's folder.");
    }
    if (ContractReader.read(content(file)) instanceof ContractResult.Faulty faulty) {
      throw CliFailure.failed(
          unusable
              + faulty.faults().stream()
                  .map(
                      fault ->
                          System.lineSeparator()
                              + "  "
                              + named
                              + " "
                              + fault.path()
                              + ": "
                              + fault.message())
                  .collect(Collectors.joining()));
    }
    return file;
  }

  private static @Nullable Path data(Path charterPath, Charter charter) {
    if (!(charter.source().location() instanceof LocalFile file)) {
      return null;
    }
    Path folder = charterPath.toAbsolutePath().normalize().getParent();
    Path data = folder == null ? Path.of(file.path()) : folder.resolve(file.path());
    if (!Files.isRegularFile(data)) {
      throw CliFailure.failed(
          charterPath
              + " cannot be used; no run was started:"
              + System.lineSeparator()
              + "  source.file: there is no file "
              + data
              + ". The path is taken from the charter's folder.");
    }
    return data;
  }
}
