package io.steward.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server from the machine's own package, on loopback, with passwords, and gone
 * afterwards. PostgreSQL refuses to run as root; there the account {@code postgres} of the package
 * runs it.
 */
final class PostgresServer implements AutoCloseable {
  static final String OWNER = "owner";
  static final String READER = "reader";
  static final String PASSWORD = "only-for-tests";

  private final Path programs;
  private final Path folder;
  private final int port;

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** The folder of the newest server's programs; nothing if none is installed. */
  static Optional<Path> programs() {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(versions)) {
      return found
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static PostgresServer start(Path programs) throws IOException, SQLException {
    // Not a folder of the test: the server's account must reach it.
    Path folder = Files.createTempDirectory("steward-postgres-");
    Path secret = Files.writeString(folder.resolve("password"), PASSWORD);
    if (root()) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      run(List.of("chown", "-R", "postgres", folder.toString()));
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    PostgresServer server = new PostgresServer(programs, folder, port);
    server.program(
        "initdb",
        "--pgdata=" + folder.resolve("data"),
        "--username=" + OWNER,
        "--pwfile=" + secret,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--no-sync");
    server.program(
        "pg_ctl",
        "start",
        "--wait",
        "--pgdata=" + folder.resolve("data"),
        "--log=" + folder.resolve("log"),
        "--options=-h 127.0.0.1 -p " + port + " -k " + folder);
    server.execute(
        "CREATE ROLE " + READER + " LOGIN PASSWORD '" + PASSWORD + "'",
        "GRANT pg_read_all_data TO " + READER);
    return server;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Runs statements as the owner of the database. */
  void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), OWNER, PASSWORD);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() {
    program("pg_ctl", "stop", "--mode=immediate", "--pgdata=" + folder.resolve("data"));
    Workspace.deleteTree(folder);
  }

  private void program(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    if (root()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(Arrays.asList(arguments));
    run(command);
  }

  private static void run(List<String> command) {
    try {
      Path said = Files.createTempFile("steward-postgres-", ".log");
      // To a file: the server inherits a pipe and would keep it open.
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      String output = Files.readString(said, StandardCharsets.UTF_8);
      Files.delete(said);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(command + ": " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }
}
