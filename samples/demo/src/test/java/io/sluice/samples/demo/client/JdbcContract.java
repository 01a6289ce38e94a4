package io.sluice.samples.demo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.rules.fact.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an engine's JDBC driver must be able to do through whatever stands before the engine. */
@Timeout(180)
abstract class JdbcContract {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int THREADS = 16;

  abstract Dialect dialect();

  abstract Endpoints endpoints();

  @Test
  void manyRows_areTheSameRowForRow() throws SQLException {
    try (Connection front = front();
        Connection direct = Jdbc.connect(dialect(), endpoints().direct(dialect()));
        Statement asked = front.createStatement();
        Statement wanted = direct.createStatement();
        ResultSet found = asked.executeQuery(Sql.MANY_ROWS);
        ResultSet expected = wanted.executeQuery(Sql.MANY_ROWS)) {
      int columns = expected.getMetaData().getColumnCount();
      int rows = 0;
      while (expected.next()) {
        assertThat(found.next()).as("row %d", rows).isTrue();
        for (int column = 1; column <= columns; column++) {
          if (!expected.getString(column).equals(found.getString(column))) {
            assertThat(found.getString(column))
                .as("row %d, column %d", rows, column)
                .isEqualTo(expected.getString(column));
          }
        }
        rows++;
      }
      assertThat(found.next()).isFalse();
      assertThat(rows).isEqualTo(Sql.MANY);
    }
  }

  @Test
  void table_isCreatedFilledReadAndDropped() throws SQLException {
    String table = Sql.newTable();
    try (Connection front = front();
        Statement statement = front.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "CREATE TABLE " + table + " AS SELECT * FROM tpch.tiny.nation"))
          .isEqualTo(25);
      assertThat(
              statement.executeUpdate(
                  "INSERT INTO " + table + " SELECT * FROM tpch.tiny.nation WHERE nationkey < 5"))
          .isEqualTo(5);
      assertThat(Jdbc.column(front, "SELECT count(*) FROM " + table)).containsExactly("30");
      Jdbc.execute(front, "DROP TABLE " + table);
      assertThatThrownBy(() -> Jdbc.column(front, "SELECT * FROM " + table))
          .hasMessageContaining("does not exist");
    }
  }

  @Test
  void failingStatement_tellsTheEnginesMessage() throws SQLException {
    try (Connection front = front();
        Connection direct = Jdbc.connect(dialect(), endpoints().direct(dialect()))) {
      SQLException found = failureOn(front);
      SQLException expected = failureOn(direct);

      assertThat(found.getMessage()).contains(Sql.FAILURE);
      assertThat(found.getErrorCode()).isEqualTo(expected.getErrorCode());
      assertThat(found.getSQLState()).isEqualTo(expected.getSQLState());
      assertThat(Jdbc.column(front, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void runningStatement_isCancelledOnTheEngine()
      throws SQLException, InterruptedException, ExecutionException {
    Sql.Marked endless = Sql.endless();
    try (Connection front = front();
        Statement statement = front.createStatement();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Throwable> failure =
          threads.submit(() -> thrownBy(() -> statement.executeQuery(endless.sql()).next()));
      assertThat(awaitState(endless, "RUNNING")).isTrue();

      statement.cancel();

      assertThat(failure.get()).isInstanceOf(SQLException.class);
      assertThat(awaitState(endless, "FAILED")).isTrue();
    }
  }

  @Test
  void preparedStatement_isExecutedWithItsValues() throws SQLException {
    try (Connection front = front();
        PreparedStatement prepared =
            front.prepareStatement("SELECT name FROM nation WHERE nationkey = ?")) {
      for (int key : new int[] {3, 4}) {
        prepared.setInt(1, key);
        try (ResultSet rows = prepared.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo(key == 3 ? "CANADA" : "EGYPT");
        }
      }
    }
  }

  @Test
  void session_isChangedBySetSessionAndUse() throws SQLException {
    try (Connection front = front();
        Statement statement = front.createStatement()) {
      statement.execute("SET SESSION query_max_run_time = '7m'");
      try (ResultSet rows = statement.executeQuery("SHOW SESSION LIKE 'query_max_run_time'")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(2)).isEqualTo("7m");
      }
      statement.execute("USE tpch.sf1");
      assertThat(front.getSchema()).isEqualTo("sf1");
      assertThat(Jdbc.column(front, "SELECT count(*) FROM nation")).containsExactly("25");
    }
  }

  @Test
  void transaction_spansSeveralStatements() throws SQLException {
    try (Connection front = front()) {
      front.setAutoCommit(false);
      for (int i = 0; i < 4; i++) {
        assertThat(Jdbc.column(front, "SELECT count(*) FROM nation")).containsExactly("25");
      }
      front.commit();
      assertThat(Jdbc.column(front, "SELECT count(*) FROM region")).containsExactly("5");
      front.rollback();
      front.setAutoCommit(true);
      assertThat(Jdbc.column(front, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void sixteenThreads_eachGetTheirOwnRows() throws InterruptedException, ExecutionException {
    var work = new ArrayList<Callable<List<String>>>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      work.add(() -> {
        try (Connection front = front()) {
          var answers = new ArrayList<String>();
          for (int round = 0; round < 3; round++) {
            answers.addAll(Jdbc.column(front, "SELECT " + number + " * 1000 + " + round));
          }
          return answers;
        }
      });
    }
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<List<String>>> results = threads.invokeAll(work);
      for (int i = 0; i < THREADS; i++) {
        String first = Integer.toString(i * 1000);
        assertThat(results.get(i).get())
            .containsExactly(first, Integer.toString(i * 1000 + 1), Integer.toString(i * 1000 + 2));
      }
    }
  }

  private Connection front() throws SQLException {
    return Jdbc.connect(dialect(), endpoints().front(dialect()));
  }

  private static SQLException failureOn(Connection connection) {
    return catchThrowableOfType(SQLException.class, () -> Jdbc.column(connection, Sql.FAILING));
  }

  private boolean awaitState(Sql.Marked marked, String state) throws SQLException {
    return Jdbc.awaitState(dialect(), endpoints().direct(dialect()), marked, state, SOON);
  }

  private static Throwable thrownBy(Callable<?> call) {
    try {
      call.call();
      return new AssertionError("the statement ended (expected: an SQLException)");
    } catch (Exception e) {
      // Whatever it is, the test looks at it.
      return e;
    }
  }
}
