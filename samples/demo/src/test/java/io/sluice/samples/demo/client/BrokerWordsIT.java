package io.sluice.samples.demo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What rules say, as real clients show it and real engines take it. */
@ExtendWith(RealFleet.class)
@Timeout(120)
class BrokerWordsIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String SQL = "SELECT '" + RealBroker.REFUSED + "'";

  @TempDir private Path folder;

  private final RealBroker broker;
  private final ClientPrograms programs;

  BrokerWordsIT(RealBroker broker, ClientPrograms programs) {
    this.broker = broker;
    this.programs = programs;
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void refusal_isShownByTheJdbcDriver(Dialect dialect) throws SQLException {
    try (Connection connection = Jdbc.connect(dialect, front(dialect))) {
      assertThatThrownBy(() -> Jdbc.column(connection, SQL))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining(RealBroker.REFUSAL);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void refusal_isShownByTheCommandLine(Dialect dialect) throws Exception {
    List<String> program = dialect == Dialect.TRINO ? programs.trinoCli() : programs.prestoCli();

    ClientProcess.Ending ending =
        run(program, "--server", front(dialect).toString(), "--user", "alice", "--execute", SQL);

    assertThat(ending.exit()).isEqualTo(1);
    assertThat(ending.err()).contains("failed: " + RealBroker.REFUSAL);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void refusal_isShownByPrestoClientOfNpm(Dialect dialect) throws Exception {
    String engine = dialect.name().toLowerCase(Locale.ROOT);

    ClientProcess.Ending ending =
        run(programs.prestoScript(), front(dialect).toString(), engine, "rows", SQL);

    assertThat(ending.exit()).isEqualTo(1);
    assertThat(ending.err()).contains(RealBroker.REFUSAL);
  }

  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "TRINO")
  void refusal_isShownByTrinoClientOfNpm(Dialect dialect) throws Exception {
    ClientProcess.Ending ending =
        run(programs.trinoScript(), front(dialect).toString(), "rows", SQL);

    assertThat(ending.exit()).isEqualTo(1);
    assertThat(ending.err()).contains(RealBroker.REFUSAL);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void priority_isInTheEnginesSession(Dialect dialect) throws SQLException {
    try (Connection connection = Jdbc.connect(dialect, front(dialect));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW SESSION LIKE 'query_priority'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("Value")).isEqualTo(Integer.toString(RealBroker.PRIORITY));
    }
  }

  private URI front(Dialect dialect) {
    return broker.endpoints().front(dialect);
  }

  private ClientProcess.Ending run(List<String> program, String... arguments)
      throws IOException, InterruptedException {
    return ClientProcess.run(
        Stream.concat(program.stream(), Stream.of(arguments)).toList(), folder, LIMIT);
  }
}
