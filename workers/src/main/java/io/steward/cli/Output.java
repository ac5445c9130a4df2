package io.steward.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.steward.artifact.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command answers: text for people, or JSON for programs. */
final class Output {
  private enum Format {
    TEXT,
    JSON
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "How to answer: text (default) or json.")
  private Format format = Format.TEXT;

  boolean json() {
    return format == Format.JSON;
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** A line for people; nothing when JSON was asked for. */
  void line(String text) {
    if (!json()) {
      out().println(text);
      out().flush();
    }
  }

  /** The answer as JSON; nothing when text was asked for. */
  void value(Object value) {
    if (json()) {
      try {
        out().println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Cannot write the answer as JSON.", e);
      }
      out().flush();
    }
  }

  /** Rows in columns as wide as their widest cell; the first row is the heading. */
  void table(List<List<String>> rows) {
    if (json() || rows.isEmpty()) {
      return;
    }
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < rows.getFirst().size(); column++) {
      int index = column;
      widths.add(rows.stream().mapToInt(row -> row.get(index).length()).max().orElse(0));
    }
    for (List<String> row : rows) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        text.append(cell);
        if (column + 1 < row.size()) {
          text.append(" ".repeat(widths.get(column) - cell.length() + 2));
        }
      }
      line(text.toString());
    }
  }
}
