package io.steward.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of the platform, all on 127.0.0.1.
 *
 * @param grpc Zeebe's gRPC gateway
 * @param brokerCommand between broker and gateway
 * @param brokerInternal between brokers
 * @param rest Zeebe's REST gateway
 * @param brokerManagement the broker's health
 * @param webapps Operate and Tasklist
 * @param webappsManagement their health
 * @param webappsInternal the web applications' own cluster port, used by nobody
 * @param openSearch OpenSearch's REST
 * @param openSearchTransport between OpenSearch nodes
 * @param store the S3 object store
 * @param storeConsole MinIO's console
 * @param application the Steward application
 * @param modelServer the model server
 */
public record Ports(
    int grpc,
    int brokerCommand,
    int brokerInternal,
    int rest,
    int brokerManagement,
    int webapps,
    int webappsManagement,
    int webappsInternal,
    int openSearch,
    int openSearchTransport,
    int store,
    int storeConsole,
    int application,
    int modelServer) {

  private static final int COUNT = 14;
  private static final int HIGHEST_OFFSET = 65_535 - 26_503;

  /** The usual ports, each higher by the same number. */
  public static Ports offset(int by) {
    if (by < 0 || by > HIGHEST_OFFSET) {
      throw new PlatformException(
          "The port offset "
              + by
              + " is not between 0 and "
              + HIGHEST_OFFSET
              + ". Change STEWARD_PORT_OFFSET.");
    }
    return new Ports(
        26_500 + by,
        26_501 + by,
        26_502 + by,
        8088 + by,
        9600 + by,
        8080 + by,
        9601 + by,
        26_503 + by,
        9200 + by,
        9300 + by,
        9000 + by,
        9001 + by,
        8085 + by,
        8090 + by);
  }

  /** Ports that nobody uses at this moment: for tests. */
  public static Ports free() {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      int[] port = new int[COUNT];
      for (int i = 0; i < COUNT; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        sockets.add(socket);
        port[i] = socket.getLocalPort();
      }
      return new Ports(
          port[0], port[1], port[2], port[3], port[4], port[5], port[6], port[7], port[8], port[9],
          port[10], port[11], port[12], port[13]);
    } catch (IOException e) {
      throw new PlatformException("No free ports were found: " + e.getMessage(), e);
    } finally {
      for (ServerSocket socket : sockets) {
        try {
          socket.close();
        } catch (IOException e) {
          // A listening socket without a connection has nothing to lose.
        }
      }
    }
  }

  /** Where clients reach Zeebe over gRPC. */
  public URI grpcAddress() {
    return at(grpc);
  }

  /** Where clients reach Zeebe over REST. */
  public URI restAddress() {
    return at(rest);
  }

  /** Where Operate and Tasklist are, without {@code /operate} and {@code /tasklist}. */
  public URI webappsAddress() {
    return at(webapps);
  }

  /** Where OpenSearch is. */
  public URI openSearchAddress() {
    return at(openSearch);
  }

  /** Where the object store is. */
  public URI storeAddress() {
    return at(store);
  }

  /** Where the Steward application is. */
  public URI applicationAddress() {
    return at(application);
  }

  /** Where the model server is. */
  public URI modelServerAddress() {
    return at(modelServer);
  }

  private static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
