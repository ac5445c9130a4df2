package io.steward.serving;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.StoreException;
import io.steward.bundle.OnnxNatives;
import io.steward.monitoring.RequestLogWriter;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model server. It listens at once, loads every model's champion beside that, and says that it
 * is ready when they are warm. While the store cannot be reached it is alive but not ready, and
 * tries again; once ready it answers without the store.
 */
public final class ModelServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelServer.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(1);
  private static final Duration STOPPING = Duration.ofSeconds(10);
  private static final int MOST_LOOPS = 4;

  private final Supplier<? extends ArtifactStore> stores;
  private final Path publicKey;
  private final Clock clock;
  private final Duration warmUp;
  private final String host;
  private final Vertx vertx;
  private final Shared shared;
  private final AtomicReference<@Nullable ModelOperations> operations = new AtomicReference<>();
  private final AtomicInteger port = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService models =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("models").daemon().factory());
  private volatile @Nullable ArtifactStore store;

  private ModelServer(
      ServingSettings settings, Supplier<? extends ArtifactStore> stores, Clock clock) {
    this.stores = stores;
    this.publicKey = settings.publicKey();
    this.clock = clock;
    this.warmUp = settings.warmUp();
    this.host = settings.host();
    Path natives = settings.natives();
    if (natives != null) {
      OnnxNatives.use(natives);
    }
    int loops = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_LOOPS);
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setWorkerPoolSize(loops)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    Counters counters = new Counters();
    shared =
        new Shared(
            new ModelTable(),
            new RequestLog(counters, LOG_INTERVAL),
            counters,
            clock,
            secret(),
            new AtomicBoolean());
    AdminApi admin = new AdminApi(settings.adminToken(), operations, models);
    // Vert.x: instances share a port chosen at random if it is given as the same negative number.
    int asked = settings.port() == 0 ? -1 : settings.port();
    try {
      vertx
          .deployVerticle(
              () -> new HttpApi(host, asked, port, shared, admin),
              new DeploymentOptions()
                  .setInstances(loops)
                  .setThreadingModel(ThreadingModel.EVENT_LOOP))
          .await();
    } catch (RuntimeException e) {
      shared.log().close();
      vertx.close().await();
      models.shutdownNow();
      throw e;
    }
    models.execute(this::loadUntilReady);
  }

  /**
   * Starts listening and returns; {@code /v2/health/ready} says when the models are loaded.
   *
   * @param stores connects to the store; may throw {@link StoreException}, and is asked again then
   * @throws RuntimeException if the port is taken
   */
  public static ModelServer start(
      ServingSettings settings, Supplier<? extends ArtifactStore> stores, Clock clock) {
    return new ModelServer(settings, stores, clock);
  }

  /** The port that is listened on. */
  public int port() {
    return port.get();
  }

  /** Whether the champions are loaded and warm. */
  public boolean isReady() {
    return shared.ready().get();
  }

  /** Stops taking requests, writes the request log, and releases the models. */
  @Override
  public void close() {
    shared.ready().set(false);
    closing.countDown();
    models.shutdown();
    try {
      if (!models.awaitTermination(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
        models.shutdownNow();
      }
    } catch (InterruptedException e) {
      models.shutdownNow();
      Thread.currentThread().interrupt();
    }
    vertx.close().await();
    shared.log().close();
    shared.table().closeAll();
    closeStore();
  }

  private void loadUntilReady() {
    boolean said = false;
    try {
      do {
        try {
          ModelOperations loaded = load();
          operations.set(loaded);
          shared.ready().set(true);
          LOG.info("Ready on http://{}:{}, {} loaded", host, port(), shared.table().size());
          return;
        } catch (StoreException e) {
          if (!said) {
            LOG.warn("Waiting for the store: {}", e.getMessage());
            said = true;
          }
        }
      } while (!closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("The models cannot be loaded; the server stays unready.", e);
    }
  }

  private ModelOperations load() {
    ArtifactStore connected = store;
    if (connected == null) {
      connected = stores.get();
      store = connected;
    }
    shared.log().writeTo(new RequestLogWriter(connected));
    ModelOperations loader =
        new ModelOperations(
            shared.table(),
            new ModelLoader(connected, publicKey, clock),
            new WarmUp(vertx, host, port(), shared.ownSecret()),
            warmUp);
    loader.loadChampions();
    return loader;
  }

  private void closeStore() {
    if (store instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        LOG.warn("The connection to the store did not close: {}", e.getMessage());
      }
    }
  }

  private static String secret() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }
}
