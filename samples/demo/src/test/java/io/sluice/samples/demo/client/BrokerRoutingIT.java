package io.sluice.samples.demo.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where real statements go, and what the audit says of them. */
@ExtendWith(RealFleet.class)
@Timeout(120)
class BrokerRoutingIT {
  private final RealBroker broker;

  BrokerRoutingIT(RealBroker broker) {
    this.broker = broker;
  }

  /** Runs a statement with the Trino driver; tells its query id. */
  private String run(String source, String sql) throws SQLException {
    URI front = broker.front();
    var properties = new Properties();
    properties.setProperty("user", "alice");
    properties.setProperty("source", source);
    String url = "jdbc:trino://%s:%d/tpch/tiny".formatted(front.getHost(), front.getPort());
    try (Connection connection = DriverManager.getConnection(url, properties);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        assertThat(rows.getString(1)).isNotNull();
      }
      return rows.unwrap(io.trino.jdbc.TrinoResultSet.class).getQueryId();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "airflow, batch, trino-2, workload.drl, Airflow runs on batch",
    // The real fleet has no cluster of its own for dashboards: the group's fallback takes over.
    "superset, dashboards, trino-1, workload.drl, Superset runs on dashboards",
  })
  void source_decidesTheGroup_andTheAuditTellsTheRuleAndWhy(
      String source, String group, String cluster, String file, String rule) throws Exception {
    String query = run(source, "SELECT count(*) FROM nation");

    try (var admin = new AdminApi(broker.admin())) {
      JsonNode decision =
          admin.await(
              "/api/v1/decisions/by-query/" + query,
              answer -> answer.path("state").asText().equals("FINISHED"));
      assertThat(decision.path("rule").asText()).isEqualTo(rule);
      assertThat(decision.path("cluster").asText()).isEqualTo(cluster);
      assertThat(decision.at("/fired/0/said/0").asText()).contains(group);
      assertThat(decision.at("/fired/0/metadata/because").asText()).isNotEmpty();
      assertThat(decision.at("/fired/0/file").asText()).isEqualTo(file);
      assertThat(decision.path("state").asText()).isEqualTo("FINISHED");
      assertThat(decision.path("rows").asLong()).isEqualTo(25);
      assertThat(decision.path("cpuMillis").isNumber()).isTrue();
    }
  }

  @Test
  void failedStatement_isRecordedWithTheEnginesError() throws Exception {
    try (var admin = new AdminApi(broker.admin())) {
      assertThat(failing("SELECT 1 / 0")).contains("Division by zero");

      JsonNode found =
          admin.await(
              "/api/v1/decisions?text=1%20/%200&state=FAILED",
              answer -> !answer.path("decisions").isEmpty());
      assertThat(found.at("/decisions/0/errorName").asText()).isEqualTo("DIVISION_BY_ZERO");
    }
  }

  private String failing(String sql) throws IOException {
    try {
      return "no failure: " + run("adhoc", sql);
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
