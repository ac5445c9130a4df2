package io.steward.platform.opensearch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;

/**
 * Runs one OpenSearch node until the process is told to stop: {@code SearchNode FOLDER HTTP-PORT
 * TRANSPORT-PORT}.
 *
 * <p>The node is built from its class path instead of from an installation, so its modules are
 * named here; they are those that Operate and Tasklist use (join fields, painless updates,
 * reindexing).
 */
public final class SearchNode extends Node {

  private static final List<String> MODULES =
      List.of(
          "org.opensearch.transport.Netty4Plugin",
          "org.opensearch.painless.PainlessPlugin",
          "org.opensearch.join.ParentJoinPlugin",
          "org.opensearch.index.reindex.ReindexPlugin",
          "org.opensearch.index.mapper.MapperExtrasPlugin",
          "org.opensearch.analysis.common.CommonAnalysisPlugin",
          "org.opensearch.ingest.common.IngestCommonPlugin",
          "org.opensearch.script.mustache.MustachePlugin");

  private SearchNode(Environment environment, List<Class<? extends Plugin>> modules) {
    super(environment, modules, true);
  }

  /** Starts the node; returns when it was stopped by a signal. */
  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      throw new IllegalArgumentException("Usage: SearchNode FOLDER HTTP-PORT TRANSPORT-PORT");
    }
    Path home = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(home.resolve("config"));
    Settings settings =
        Settings.builder()
            .put("path.home", home.toString())
            .put("path.data", home.resolve("data").toString())
            .put("path.logs", home.resolve("logs").toString())
            .put("cluster.name", "steward")
            .put("node.name", "steward")
            .put("network.host", "127.0.0.1")
            .put("http.port", args[1])
            .put("transport.port", args[2])
            .put("discovery.type", "single-node")
            // A laptop's disk is often more than 90 % full, which would turn every index read-only.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(
            settings, Map.of(), home.resolve("config"), () -> "steward");
    CountDownLatch stopped = new CountDownLatch(1);
    Node node = new SearchNode(environment, modules());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    node.close();
                  } catch (Exception e) {
                    System.err.println("OpenSearch did not stop cleanly: " + e.getMessage());
                  }
                  stopped.countDown();
                },
                "opensearch-stop"));
    node.start();
    System.out.println("OpenSearch serves " + home + " on port " + args[1]);
    stopped.await();
  }

  private static List<Class<? extends Plugin>> modules() throws ClassNotFoundException {
    List<Class<? extends Plugin>> modules = new ArrayList<>(List.of(WholeSecondsPlugin.class));
    for (String name : MODULES) {
      modules.add(Class.forName(name).asSubclass(Plugin.class));
    }
    return modules;
  }
}
