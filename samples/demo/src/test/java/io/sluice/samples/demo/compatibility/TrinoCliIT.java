package io.sluice.samples.demo.compatibility;

import static java.util.Map.entry;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.client.ClientPrograms;
import io.sluice.samples.demo.client.Endpoints;
import java.util.List;
import java.util.Map;

final class TrinoCliIT extends CliCompatibility {
  private static final String MANY_TYPES =
      "SELECT 1 AS id, 'ü' AS \"the name\", ARRAY[1, NULL] AS list, DATE '2024-02-29' AS day UNION ALL SELECT NULL, NULL, NULL, NULL ORDER BY 1";

  private final ClientPrograms programs;

  TrinoCliIT(Endpoints endpoints, ClientPrograms programs) {
    super(endpoints);
    this.programs = programs;
  }

  @Override
  Dialect dialect() {
    return Dialect.TRINO;
  }

  @Override
  String client() {
    return "Trino CLI 476";
  }

  @Override
  List<String> program() {
    return programs.trinoCli();
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
        entry("format ALIGNED", List.of("--output-format=ALIGNED", "--execute", MANY_TYPES)),
        entry("format VERTICAL", List.of("--output-format=VERTICAL", "--execute", MANY_TYPES)),
        entry("format TSV_HEADER", List.of("--output-format=TSV_HEADER", "--execute", MANY_TYPES)),
        entry("format JSON", List.of("--output-format=JSON", "--execute", MANY_TYPES)),
        entry("format MARKDOWN", List.of("--output-format=MARKDOWN", "--execute", MANY_TYPES)),
        entry("an error ends it", List.of("--execute", "SELECT 1; SELECT nosuch; SELECT 2")),
        entry("an error with its stack", List.of("--debug", "--execute", "SELECT\n 1,\n nosuch")),
        entry(
            "what a session is given",
            List.of(
                "--client-tags=a,b",
                "--client-info=the kit",
                "--trace-token=kit",
                "--session=query_max_run_time=5m",
                "--session=tpch.splits_per_node=2",
                "--timezone=Asia/Tokyo",
                "--extra-credential=key=value",
                "--path=tpch.tiny",
                "--disable-compression",
                "--no-progress",
                "--encoding=json",
                "--catalog=tpch",
                "--schema=sf1",
                "--source=kit of x",
                "--execute",
                "SHOW SESSION LIKE 'query_max_run_time'; SHOW SESSION LIKE 'tpch.splits_per_node'; SELECT current_timezone(), current_catalog, current_schema, current_path, current_user")),
        entry("another user", List.of("--session-user=bob", "--execute", "SELECT current_user")),
        entry(
            "a session property that is unknown",
            List.of("--session=nosuch=1", "--execute", "SELECT 1")),
        entry(
            "an unknown catalog as the default",
            List.of("--catalog=nosuch", "--schema=nosuch", "--execute", "SELECT * FROM nation")),
        entry("a password without TLS", List.of("--password", "--execute", "SELECT 1")),
        entry(WIRE, List.of("--network-logging=HEADERS", "--execute", "SELECT 1")));
  }
}
