package io.sluice.broker.recorded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The head of a message as it was on the wire.
 *
 * @param start the request line or status line
 * @param headers the header lines in their order
 */
record Head(String start, List<String> headers) {
  Head {
    headers = List.copyOf(headers);
  }

  static Head of(List<String> lines) {
    return new Head(lines.getFirst(), lines.subList(1, lines.size()));
  }

  Optional<String> header(String name) {
    return headers.stream()
        .filter(line -> name(line).equals(name.toLowerCase(Locale.ROOT)))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  boolean chunked() {
    return header("Transfer-Encoding").isPresent();
  }

  /** The header lines whose names, in small letters, are not {@code left}. */
  List<String> without(Predicate<String> left) {
    return headers.stream().filter(line -> !left.test(name(line))).toList();
  }

  private static String name(String line) {
    return line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
  }

  byte[] wire() {
    return (start
            + "\r\n"
            + String.join("", headers.stream().map(h -> h + "\r\n").toList())
            + "\r\n")
        .getBytes(ISO_8859_1);
  }
}
