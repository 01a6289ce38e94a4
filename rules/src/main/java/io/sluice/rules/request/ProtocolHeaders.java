package io.sluice.rules.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.rules.fact.Dialect;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the headers of the statement protocol, which differ between the families in one word. */
final class ProtocolHeaders {
  private final HeaderLines lines;
  private final Dialect dialect;

  ProtocolHeaders(HeaderLines lines) {
    this.lines = lines;
    this.dialect = dialect(lines);
  }

  /** Presto's if only its headers are there; a client that says nothing is taken for Trino's. */
  private static Dialect dialect(HeaderLines lines) {
    boolean presto = false;
    for (int i = 0; i < lines.count(); i++) {
      String name = lines.name(i);
      if (startsWith(name, Dialect.TRINO.headerPrefix())) {
        return Dialect.TRINO;
      }
      presto |= startsWith(name, Dialect.PRESTO.headerPrefix());
    }
    return presto ? Dialect.PRESTO : Dialect.TRINO;
  }

  private static boolean startsWith(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  Dialect dialect() {
    return dialect;
  }

  /** The header's value; empty when it is not there. */
  String value(String name) {
    return plain(dialect.headerPrefix() + name);
  }

  String plain(String fullName) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.name(i).equalsIgnoreCase(fullName)) {
        return lines.value(i);
      }
    }
    return "";
  }

  /** The values of a header that may stand several times. */
  List<String> values(String name) {
    String fullName = dialect.headerPrefix() + name;
    var values = new ArrayList<String>();
    for (int i = 0; i < lines.count(); i++) {
      if (lines.name(i).equalsIgnoreCase(fullName)) {
        values.add(lines.value(i));
      }
    }
    return values;
  }

  /** The parts between commas. */
  Set<String> set(String name) {
    var parts = new LinkedHashSet<String>();
    for (String value : values(name)) {
      for (String part : value.split(",", -1)) {
        if (!part.isBlank()) {
          parts.add(part.strip());
        }
      }
    }
    return parts;
  }

  /**
   * {@code name=value} parts between commas, values decoded; parts of another shape are left out.
   */
  Map<String, String> map(String name) {
    var map = new LinkedHashMap<String, String>();
    for (String part : set(name)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        map.put(part.substring(0, equals).strip(), decoded(part.substring(equals + 1).strip()));
      }
    }
    return map;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, UTF_8);
    } catch (IllegalArgumentException e) {
      // A stray percent sign: the engine will complain of it, rules see it as it is.
      return value;
    }
  }
}
