package io.steward.data;

import io.steward.charter.DataSource;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that data may be fetched from. A name that leads to an address inside one's own
 * networks is refused unless the configuration says that this host is meant to.
 */
public final class AllowedHosts {
  private static final int HTTPS = 443;

  private final Set<String> hosts;
  private final Set<String> inner;

  /**
   * @param hosts names of hosts, with {@code :port} where that is not 443
   * @param inner those of them that may have private or loopback addresses
   */
  public AllowedHosts(List<String> hosts, List<String> inner) {
    this.hosts = hosts.stream().map(AllowedHosts::withPort).collect(Collectors.toSet());
    this.inner = inner.stream().map(AllowedHosts::withPort).collect(Collectors.toSet());
    Set<String> unknown = new HashSet<>(this.inner);
    unknown.removeAll(this.hosts);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "These hosts may be inner ones but are not allowed at all: "
              + String.join(", ", unknown)
              + ". Add them to steward.sources.hosts, or remove them from"
              + " steward.sources.inner-hosts.");
    }
  }

  /**
   * Checks an address, the first one or one that a redirect leads to.
   *
   * @throws UnusableDataException if it may not be asked
   * @throws SourceUnavailableException if the host's name is not known at the moment
   */
  void check(URI address) {
    if (!"https".equals(address.getScheme()) || address.getHost() == null) {
      throw refused(address, "is no https address. Data are fetched over https only");
    }
    if (address.getRawUserInfo() != null) {
      throw refused(address, "holds a user or password. Remove it");
    }
    String host =
        withPort(address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort()));
    if (!hosts.contains(host)) {
      throw refused(
          address,
          "is on a host that data may not come from (allowed: "
              + (hosts.isEmpty()
                  ? "none"
                  : hosts.stream().sorted().collect(Collectors.joining(", ")))
              + "). Have the host added to steward.sources.hosts in the configuration");
    }
    if (!inner.contains(host)) {
      requirePublic(address);
    }
  }

  /** All of a host's addresses, since any of them may be the one that is used. */
  private static void requirePublic(URI address) {
    try {
      InetAddress[] all = InetAddress.getAllByName(address.getHost());
      if (!Arrays.stream(all).allMatch(AddressPolicy::isPublic)) {
        throw refused(
            address,
            "leads to an address inside a private network or this machine. If it is meant to, have"
                + " the host added to steward.sources.inner-hosts in the configuration");
      }
    } catch (UnknownHostException e) {
      throw new SourceUnavailableException(
          "unknown-host",
          "The host of "
              + DataSource.words(address)
              + " is not known. Check the address in the charter, and the network.",
          e);
    }
  }

  private static String withPort(String host) {
    String name = host.toLowerCase(Locale.ROOT).strip();
    return name.matches(".*:\\d+") ? name : name + ":" + HTTPS;
  }

  private static UnusableDataException refused(URI address, String why) {
    return new UnusableDataException(
        "host-not-allowed", DataSource.words(address) + " " + why + ".");
  }
}
