package io.sluice.samples.demo.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a JavaScript client must be able to do through whatever stands before the engine. */
@Timeout(180)
abstract class ScriptContract {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  abstract Dialect dialect();

  abstract Endpoints endpoints();

  /** The command for an action ({@code rows} or {@code cancel}) and statements, split by ';'. */
  abstract List<String> command(URI server, String action, String sql);

  @Test
  void manyRows_areTheSameRowForRow() throws IOException, InterruptedException {
    ClientProcess.Ending found = rows(endpoints().front(dialect()), Sql.MANY_ROWS);
    ClientProcess.Ending expected = rows(endpoints().direct(dialect()), Sql.MANY_ROWS);

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
        rows(
            endpoints().front(dialect()),
            "CREATE TABLE %1$s AS SELECT * FROM tpch.tiny.nation;INSERT INTO %1$s SELECT * FROM tpch.tiny.nation;SELECT count(*) FROM %1$s;DROP TABLE %1$s"
                .formatted(table));

    assertThat(ending.exit()).as(ending.err()).isZero();
    assertThat(ending.text().lines()).startsWith("[25]", "[25]", "[50]");
  }

  @Test
  void failingStatement_tellsTheEnginesMessage() throws IOException, InterruptedException {
    ClientProcess.Ending ending = rows(endpoints().front(dialect()), Sql.FAILING);

    assertThat(ending.exit()).isEqualTo(1);
    assertThat(ending.err()).contains(Sql.FAILURE);
  }

  @Test
  void cancelledStatement_endsOnTheEngine() throws IOException, InterruptedException, SQLException {
    Sql.Marked stream = Sql.stream();

    ClientProcess.Ending ending =
        ClientProcess.run(
            command(endpoints().front(dialect()), "cancel", stream.sql()), folder, LIMIT);

    assertThat(ending.err()).contains("Query was canceled");
    assertThat(Jdbc.awaitState(dialect(), endpoints().direct(dialect()), stream, "FAILED", LIMIT))
        .isTrue();
  }

  ClientProcess.Ending rows(URI server, String sql) throws IOException, InterruptedException {
    return ClientProcess.run(command(server, "rows", sql), folder, LIMIT);
  }
}
