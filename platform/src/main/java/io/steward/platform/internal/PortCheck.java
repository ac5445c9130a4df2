package io.steward.platform.internal;

import io.steward.platform.PlatformException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;

/** Looks whether the ports of a process are free before it is started. */
public final class PortCheck {

  private PortCheck() {}

  /**
   * Checks all ports of the processes that are about to be started.
   *
   * @throws PlatformException naming every taken port, what it is for and what to do
   */
  public static void requireFree(List<ChildSpec> specs) {
    List<String> taken =
        specs.stream()
            .flatMap(
                spec ->
                    IntStream.concat(
                            IntStream.of(spec.port()), spec.otherPorts().stream().mapToInt(p -> p))
                        .filter(port -> !isFree(port))
                        .mapToObj(port -> port + " (" + spec.name().title() + ")"))
            .toList();
    if (!taken.isEmpty()) {
      throw new PlatformException(
          (taken.size() == 1 ? "Port " : "Ports ")
              + String.join(", ", taken)
              + (taken.size() == 1 ? " is" : " are")
              + " taken by another program. Stop that program, or use other ports with"
              + " STEWARD_PORT_OFFSET=1000 ./steward up.");
    }
  }

  /** Whether nobody listens on a port of 127.0.0.1. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections of a server that was just stopped linger for a minute and do no harm.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
