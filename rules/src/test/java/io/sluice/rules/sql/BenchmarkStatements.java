package io.sluice.rules.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The statements of TPC-H and TPC-DS, as the Trino and the Presto project publish them. Each real
 * table is marked there by {@code ${database}.${schema}.}, and names of WITH are not: a truth that
 * no reading of SQL is needed for.
 */
final class BenchmarkStatements {
  private static final Pattern MARKED =
      Pattern.compile(
          "\\$\\{database}\"?\\.\"?\\$\\{schema}\"?\\.\"?(?:\\$\\{prefix})?([a-z_]+)(?!['a-z_]|\" *\"channel)");

  private BenchmarkStatements() {}

  /**
   * One statement.
   *
   * @param name the benchmark, the publisher's number of it and its place
   * @param template the text as it is published
   */
  record Published(String name, String template) {

    /** The text as a client would send it. */
    String sql() {
      return template
          .replace("${database}", "lake")
          .replace("${schema}", "sf1")
          .replace("${prefix}", "")
          .replace("${scale}", "1")
          .strip()
          .replaceFirst(";$", "");
    }

    /** The names of the tables that are marked in it. */
    Set<String> markedTables() {
      var tables = new TreeSet<String>();
      MARKED.matcher(template).results().forEach(found -> tables.add(found.group(1)));
      // Two columns and a text of TPC-DS carry the mark by mistake.
      tables.removeAll(Set.of("customername", "itemrevenue"));
      return tables;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Published> tpch() {
    return all("tpch", 22);
  }

  static List<Published> tpcds() {
    return all("tpcds", 99);
  }

  private static List<Published> all(String benchmark, int queries) {
    var found = new ArrayList<Published>();
    for (int i = 1; i <= queries; i++) {
      for (String variant : List.of("", "_1", "_2")) {
        found.addAll(read(benchmark, "q%02d%s".formatted(i, variant)));
      }
    }
    return found;
  }

  private static List<Published> read(String benchmark, String query) {
    var found = new ArrayList<Published>();
    try {
      List<URL> places =
          Collections.list(
              BenchmarkStatements.class
                  .getClassLoader()
                  .getResources("sql/presto/%s/%s.sql".formatted(benchmark, query)));
      for (URL place : places) {
        String publisher = place.toString().contains("trino") ? "Trino" : "Presto";
        try (InputStream text = place.openStream()) {
          String name = "%s %s of %s".formatted(benchmark, query, publisher);
          found.add(new Published(name, new String(text.readAllBytes(), UTF_8)));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return found;
  }
}
