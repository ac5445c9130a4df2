package io.steward.data;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which network addresses lie outside one's own networks. An allowed host whose name leads to an
 * inner address could be used to reach what only this machine can see.
 */
final class AddressPolicy {
  /** Blocks that the JDK does not know as special (IANA special-purpose registry, RFC 6890). */
  private static final List<byte[]> INNER =
      List.of(
          block(0, 0, 8), // this network
          block(100, 64, 10), // carrier-grade NAT
          block(192, 0, 24), // protocol assignments
          block(198, 18, 15), // benchmarking
          block(240, 0, 4)); // reserved and broadcast

  private AddressPolicy() {}

  /** Whether an address is a public one of a single machine. */
  static boolean isPublic(InetAddress address) {
    boolean special =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    if (special) {
      return false;
    }
    return switch (address) {
      case Inet4Address four -> isPublic(four.getAddress());
      case Inet6Address six -> isPublicSix(six.getAddress());
      default -> false;
    };
  }

  private static boolean isPublic(byte[] four) {
    return INNER.stream().noneMatch(block -> contains(block, four));
  }

  /** Global unicast is 2000::/3; within it, what only wraps an address of the old kind is not. */
  private static boolean isPublicSix(byte[] six) {
    boolean global = (six[0] & 0xE0) == 0x20;
    boolean sixToFour = (six[0] & 0xFF) == 0x20 && (six[1] & 0xFF) == 0x02;
    boolean teredo = (six[0] & 0xFF) == 0x20 && six[1] == 0x01 && six[2] == 0 && six[3] == 0;
    return global && !sixToFour && !teredo;
  }

  /** A block of addresses: its first two bytes, zeros, and the number of fixed bits. */
  private static byte[] block(int first, int second, int bits) {
    return new byte[] {(byte) first, (byte) second, 0, 0, (byte) bits};
  }

  private static boolean contains(byte[] block, byte[] address) {
    int bits = block[4];
    int full = bits / 8;
    if (!Arrays.equals(block, 0, full, address, 0, full)) {
      return false;
    }
    int mask = bits % 8 == 0 ? 0 : 0xFF << (8 - bits % 8) & 0xFF;
    return mask == 0 || (block[full] & mask) == (address[full] & mask);
  }
}
