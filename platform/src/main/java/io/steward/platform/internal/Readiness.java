package io.steward.platform.internal;

import io.steward.platform.ChildName;
import io.steward.platform.Ports;
import io.steward.platform.StoreKind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Asks each process the question whose answer means that it can be used. */
public final class Readiness {

  private final HttpProbe probe;
  private final Ports ports;
  private final StoreKind store;

  /** For the processes on some ports. */
  public Readiness(HttpProbe probe, Ports ports, StoreKind store) {
    this.probe = probe;
    this.ports = ports;
    this.store = store;
  }

  /** Whether a process answers as it does when it is ready; waits at most two seconds. */
  public boolean ready(ChildName child) {
    return switch (child) {
      case OPENSEARCH ->
          probe.ok(
              ports.openSearchAddress().resolve("/_cluster/health"),
              body -> !body.contains("\"status\":\"red\""));
      case STORE -> storeReady();
      case BROKER ->
          probe.ok(
              ports.restAddress().resolve("/v2/topology"),
              body -> body.contains("\"health\":\"healthy\""));
      case WEBAPPS -> logsIn("demo");
      case APPLICATION -> probe.ok(ports.applicationAddress().resolve("/api/health"));
      case MODEL_SERVER -> probe.ok(ports.modelServerAddress().resolve("/v2/health/ready"));
    };
  }

  /** Whether a demo user can log in at Operate and Tasklist. */
  public boolean logsIn(String user) {
    URI login = ports.webappsAddress().resolve("/api/login?username=" + user + "&password=" + user);
    return probe
        .send(HttpRequest.newBuilder(login).POST(BodyPublishers.noBody()))
        .filter(answer -> answer.statusCode() < 300)
        .isPresent();
  }

  private boolean storeReady() {
    // S3Proxy refuses a request without a signature, which is an answer.
    return store == StoreKind.MINIO
        ? probe.ok(ports.storeAddress().resolve("/minio/health/ready"))
        : probe.answers(ports.storeAddress().resolve("/"));
  }
}
