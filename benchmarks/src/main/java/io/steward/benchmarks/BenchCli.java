package io.steward.benchmarks;

import io.steward.artifact.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./steward bench}: runs benchmarks, prints their figures and keeps them as JSON. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Run a benchmark: print its figures, each beside a peer or a lower bound of the same run, and"
          + " write them to benchmarks/results/NAME.json.",
      "Without a name, list the benchmarks.",
      "Peers in Python run if STEWARD_BENCH_PYTHON names a Python that has what"
          + " benchmarks/peers/requirements.txt lists."
    })
public final class BenchCli implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The benchmark.")
  private String name = "";

  @Option(
      names = "--size",
      description = "A factor on the rows, for trying out; results are kept at 1 only.",
      defaultValue = "1")
  private double size;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of one benchmark, see benchmarks/README.md; results are kept without only.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "How to answer: text (default) or json.",
      defaultValue = "text")
  private String output;

  /** Runs one benchmark; exit code 1 if a goal was missed. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new BenchCli())
            .setExecutionExceptionHandler(
                (failure, command, _) -> {
                  if (!(failure instanceof BenchmarkException)) {
                    failure.printStackTrace(command.getErr());
                  }
                  command.getErr().println(failure.getMessage());
                  return 1;
                })
            .execute(args));
  }

  @Override
  public Integer call() throws IOException {
    boolean json = output.equalsIgnoreCase("json");
    PrintWriter out = new PrintWriter(json ? System.err : System.out, true, StandardCharsets.UTF_8);
    if (name.isEmpty()) {
      Benchmark.all().forEach(b -> out.printf("%-16s %s%n", b.name(), b.description()));
      return 0;
    }
    Optional<Benchmark> found =
        Benchmark.all().stream().filter(b -> b.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      System.err.println(
          "There is no benchmark '"
              + name
              + "'. There are: "
              + Benchmark.all().stream().map(Benchmark::name).collect(Collectors.joining(", "))
              + ".");
      return 2;
    }
    Path home = Path.of(Optional.ofNullable(System.getenv("STEWARD_HOME")).orElse("."));
    Path folder = Files.createDirectories(home.resolve("benchmarks/target/work").toAbsolutePath());
    List<Figure> figures = found.get().run(new Workbench(home, folder, size, settings, out));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("benchmark", name);
    result.put("machine", machine());
    result.put("figures", figures);
    String text = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(result);
    if (json) {
      System.out.println(text);
    } else {
      print(figures, out);
    }
    if (size == 1 && settings.isEmpty()) {
      Path results = Files.createDirectories(home.resolve("benchmarks/results"));
      Files.writeString(results.resolve(name + ".json"), text + "\n");
    }
    return figures.stream().anyMatch(figure -> Boolean.FALSE.equals(figure.met())) ? 1 : 0;
  }

  private static Map<String, Object> machine() {
    return Map.of(
        "cores", Runtime.getRuntime().availableProcessors(),
        "os", System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
  }

  private static void print(List<Figure> figures, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("WHAT", "VALUE", "PEER", "ITS VALUE", "RATIO", "GOAL", "MET"));
    for (Figure figure : figures) {
      rows.add(
          List.of(
              figure.what(),
              Figure.number(figure.value()) + " " + figure.unit(),
              Optional.ofNullable(figure.peer()).orElse("-"),
              Optional.ofNullable(figure.peerValue()).map(Figure::number).orElse("-"),
              Optional.ofNullable(figure.ratio()).map(Figure::number).orElse("-"),
              Optional.ofNullable(figure.goal()).orElse("-"),
              Optional.ofNullable(figure.met()).map(met -> met ? "yes" : "NO").orElse("-")));
    }
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    rows.forEach(
        row -> {
          for (int i = 0; i < columns; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
