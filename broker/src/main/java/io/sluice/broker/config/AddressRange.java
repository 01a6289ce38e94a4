package io.sluice.broker.config;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * IP addresses that begin alike, written as 10.0.0.0/8 or 2001:db8::/32; one address without the
 * slash.
 *
 * @param network the first of them
 * @param bits how many bits are the same
 */
public record AddressRange(InetAddress network, int bits) {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  public AddressRange {
    if (bits < 0 || bits > length(network)) {
      throw new IllegalArgumentException(
          "%s/%d (expected: 0 to %d bits)"
              .formatted(network.getHostAddress(), bits, length(network)));
    }
  }

  private static int length(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  /** Reads a range; empty when the text is none. */
  public static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    String said = slash < 0 ? "" : text.substring(slash + 1);
    if (slash >= 0 && !said.matches("\\d{1,3}")) {
      return Optional.empty();
    }
    return address(slash < 0 ? text : text.substring(0, slash))
        .filter(network -> slash < 0 || Integer.parseInt(said) <= length(network))
        .map(network ->
            new AddressRange(network, slash < 0 ? length(network) : Integer.parseInt(said)));
  }

  /** Reads one address; no name is ever looked up. */
  public static Optional<InetAddress> address(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether {@code address} is one of them. */
  public boolean contains(InetAddress address) {
    byte[] one = network.getAddress();
    byte[] other = address.getAddress();
    if (one.length != other.length) {
      return false;
    }
    for (int i = 0; i * Byte.SIZE < bits; i++) {
      int mask = 0xff << Math.max(0, (i + 1) * Byte.SIZE - bits);
      if (((one[i] ^ other[i]) & mask & 0xff) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return bits == length(network)
        ? network.getHostAddress()
        : network.getHostAddress() + "/" + bits;
  }
}
