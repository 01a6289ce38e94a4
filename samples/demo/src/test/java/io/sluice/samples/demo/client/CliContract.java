package io.sluice.samples.demo.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an engine's command line must be able to do through whatever stands before the engine. */
@Timeout(180)
abstract class CliContract {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  abstract Dialect dialect();

  abstract Endpoints endpoints();

  /** The program with its own arguments. */
  abstract List<String> program();

  @Test
  void manyRows_areTheSameRowForRow() throws IOException, InterruptedException {
    ClientProcess.Ending found = run(endpoints().front(dialect()), Sql.MANY_ROWS);
    ClientProcess.Ending expected = run(endpoints().direct(dialect()), Sql.MANY_ROWS);

    assertThat(found.exit()).as(found.err()).isZero();
    assertThat(Files.mismatch(found.out(), expected.out())).isEqualTo(-1);
    try (var lines = Files.lines(found.out())) {
      assertThat(lines.count()).isEqualTo(Sql.MANY);
    }
  }

  @Test
  void table_isCreatedFilledReadAndDropped() throws IOException, InterruptedException {
    String table = Sql.newTable();
    ClientProcess.Ending ending =
        run(
            endpoints().front(dialect()),
            "CREATE TABLE %1$s AS SELECT * FROM tpch.tiny.nation; INSERT INTO %1$s SELECT * FROM tpch.tiny.nation; SELECT count(*) FROM %1$s; DROP TABLE %1$s"
                .formatted(table));

    assertThat(ending.exit()).as(ending.err()).isZero();
    assertThat(ending.text()).contains("\"50\"");
  }

  @Test
  void failingStatement_tellsTheEnginesMessage() throws IOException, InterruptedException {
    ClientProcess.Ending ending = run(endpoints().front(dialect()), Sql.FAILING);

    assertThat(ending.exit()).isEqualTo(1);
    assertThat(ending.err()).contains("failed: " + Sql.FAILURE);
  }

  @Test
  void interruptedClient_cancelsItsStatement()
      throws IOException, InterruptedException, SQLException {
    Sql.Marked endless = Sql.endless();
    URI engine = endpoints().direct(dialect());
    try (ClientProcess client =
        ClientProcess.start(command(endpoints().front(dialect()), endless.sql()), folder)) {
      assertThat(Jdbc.awaitState(dialect(), engine, endless, "RUNNING", LIMIT)).isTrue();

      client.interrupt();

      assertThat(client.await(LIMIT).err()).contains("Query aborted by user");
      assertThat(Jdbc.awaitState(dialect(), engine, endless, "FAILED", LIMIT)).isTrue();
    }
  }

  @Test
  void session_isChangedByItsStatements() throws IOException, InterruptedException {
    ClientProcess.Ending ending =
        run(
            endpoints().front(dialect()),
            """
            USE tpch.sf1; SELECT count(*) FROM nation;
            PREPARE p FROM SELECT name FROM nation WHERE nationkey = ?; EXECUTE p USING 3; DEALLOCATE PREPARE p;
            SET SESSION query_max_run_time = '7m'; SHOW SESSION LIKE 'query_max_run_time';
            START TRANSACTION; SELECT 1001; SELECT 1002; COMMIT; SELECT 1003
            """);

    assertThat(ending.exit()).as(ending.err()).isZero();
    assertThat(ending.text().lines())
        .contains("\"25\"", "\"CANADA\"", "\"1001\"", "\"1002\"", "\"1003\"")
        .anyMatch(line -> line.startsWith("\"query_max_run_time\",\"7m\""));
  }

  private ClientProcess.Ending run(URI server, String sql)
      throws IOException, InterruptedException {
    return ClientProcess.run(command(server, sql), folder, LIMIT);
  }

  private List<String> command(URI server, String sql) {
    var command = new ArrayList<>(program());
    command.addAll(
        List.of(
            "--server",
            server.toString(),
            "--user",
            "alice",
            "--source",
            "cli",
            "--output-format",
            "CSV",
            "--execute",
            sql));
    return command;
  }
}
