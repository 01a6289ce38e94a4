package io.sluice.samples.demo.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.rules.fact.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stand-ins before the engines' own JDBC drivers, which expect the real thing. */
@Timeout(60)
class LightFleetTest {
  private LightFleet fleet;

  @BeforeEach
  void start() {
    fleet = LightFleet.start();
  }

  @AfterEach
  void stop() {
    fleet.close();
  }

  @ParameterizedTest
  @EnumSource
  void driver_readsRowsOverSeveralPages(Dialect dialect) throws SQLException {
    try (Connection connection = connect(dialect);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT 1 -- stand-in: rows=1000, pages=3, pageBytes=64KiB")) {
      for (int row = 0; row < 1000; row++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong("stand_in_row")).isEqualTo(row);
      }
      assertThat(rows.next()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void driver_keepsTheSessionThatStatementsChange(Dialect dialect) throws SQLException {
    try (Connection connection = connect(dialect);
        Statement statement = connection.createStatement()) {
      statement.execute("USE lake.sales");
      try (PreparedStatement prepared = connection.prepareStatement("SELECT ?")) {
        prepared.setString(1, "x");
        try (ResultSet rows = prepared.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString("user")).isEqualTo("alice");
          assertThat(rows.getString("catalog")).isEqualTo("lake");
          assertThat(rows.getString("schema")).isEqualTo("sales");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void driver_runsATransaction(Dialect dialect) throws SQLException {
    try (Connection connection = connect(dialect);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      assertThat(statement.execute("SELECT 1")).isTrue();
      assertThat(statement.execute("SELECT 2")).isTrue();
      connection.commit();
      connection.setAutoCommit(true);
      assertThat(statement.execute("SELECT 3")).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void driver_showsTheErrorOfAFailingStatement(Dialect dialect) throws SQLException {
    try (Connection connection = connect(dialect);
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELEC 1"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("mismatched input 'SELEC'");
    }
  }

  private Connection connect(Dialect dialect) throws SQLException {
    Member member =
        fleet.members().stream().filter(m -> m.dialect() == dialect).findFirst().orElseThrow();
    return DriverManager.getConnection(
        "jdbc:%s://%s/tpch/tiny?user=alice"
            .formatted(dialect.name().toLowerCase(Locale.ROOT), member.url().getAuthority()));
  }
}
