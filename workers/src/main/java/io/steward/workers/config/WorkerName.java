package io.steward.workers.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Which process does the work, as people see it in progress and logs.
 *
 * @param value {@code host/pid}
 */
public record WorkerName(String value) {

  /** The name of this process. */
  public static WorkerName ofThisProcess() {
    return new WorkerName(host() + "/" + ProcessHandle.current().pid());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
