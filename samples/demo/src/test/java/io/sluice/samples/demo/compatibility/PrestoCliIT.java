package io.sluice.samples.demo.compatibility;

import static java.util.Map.entry;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.client.ClientPrograms;
import io.sluice.samples.demo.client.Endpoints;
import java.util.List;
import java.util.Map;

final class PrestoCliIT extends CliCompatibility {
  private static final String MANY_TYPES =
      "SELECT 1 AS id, 'ü' AS \"the name\", ARRAY[1, NULL] AS list, DATE '2024-02-29' AS day UNION ALL SELECT NULL, NULL, NULL, NULL ORDER BY 1";

  private final ClientPrograms programs;

  PrestoCliIT(Endpoints endpoints, ClientPrograms programs) {
    super(endpoints);
    this.programs = programs;
  }

  @Override
  Dialect dialect() {
    return Dialect.PRESTO;
  }

  @Override
  String client() {
    return "Presto CLI 0.287-b8952fa";
  }

  @Override
  List<String> program() {
    return programs.prestoCli();
  }

  @Override
  Map<String, List<String>> further() {
    return Map.ofEntries(
        entry(
            "a transaction that fails",
            List.of(
                "--ignore-errors",
                "--execute",
                "START TRANSACTION; SELECT nosuch; SELECT 1; ROLLBACK; SELECT 2")),
        entry("format ALIGNED", List.of("--output-format", "ALIGNED", "--execute", MANY_TYPES)),
        entry("format VERTICAL", List.of("--output-format", "VERTICAL", "--execute", MANY_TYPES)),
        entry(
            "format TSV_HEADER", List.of("--output-format", "TSV_HEADER", "--execute", MANY_TYPES)),
        entry("format JSON", List.of("--output-format", "JSON", "--execute", MANY_TYPES)),
        entry("an error ends it", List.of("--execute", "SELECT 1; SELECT nosuch; SELECT 2")),
        entry("an error with its stack", List.of("--debug", "--execute", "SELECT\n 1,\n nosuch")),
        entry(
            "what a session is given",
            List.of(
                "--client-tags",
                "a,b",
                "--client-info",
                "the kit",
                "--session",
                "query_max_run_time=5m",
                "--session",
                "tpch.splits_per_node=2",
                "--extra-credential",
                "key=value",
                "--resource-estimate",
                "EXECUTION_TIME=1m",
                "--disable-compression",
                "--disable-redirects",
                "--validate-nexturi-source",
                "--catalog",
                "tpch",
                "--schema",
                "sf1",
                "--source",
                "kit of x",
                "--execute",
                "SHOW SESSION LIKE 'query_max_run_time'; SHOW TABLES; SELECT current_timezone(), current_user; SELECT n FROM UNNEST(sequence(1, 3)) AS t(n)")),
        entry(
            "a session property that is unknown",
            List.of("--session", "nosuch=1", "--execute", "SELECT 1")),
        entry(
            "an unknown catalog as the default",
            List.of(
                "--catalog", "nosuch", "--schema", "nosuch", "--execute", "SELECT * FROM nation")),
        entry("a password without TLS", List.of("--password", "--execute", "SELECT 1")));
  }
}
