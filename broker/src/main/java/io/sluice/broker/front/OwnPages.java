package io.sluice.broker.front;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.fleet.ClusterStatus;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What the broker says of itself on the front port: for drivers, load balancers and browsers. */
public final class OwnPages {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String JSON_TYPE = "application/json";

  private final Fleet fleet;
  private final InstantSource clock;
  private final Instant startedAt;

  public OwnPages(Fleet fleet, InstantSource clock) {
    this.fleet = fleet;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  void info(ClientResponse client, String path) {
    switch (path) {
      case "/v1/info/state" -> client.answer(200, JSON_TYPE, "\"ACTIVE\"");
      case "/v1/info/coordinator" -> client.answer(200, "text/plain", "");
      default -> client.answer(200, JSON_TYPE, info());
    }
  }

  /** A coordinator's answer, as drivers read it for their metadata. */
  private String info() {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart("nodeVersion");
      json.writeStringField("version", version());
      json.writeEndObject();
      json.writeStringField("environment", "sluice");
      json.writeBooleanField("coordinator", true);
      json.writeBooleanField("starting", false);
      json.writeStringField("uptime", uptime());
      json.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("writing to a string does no I/O", e);
    }
    return text.toString();
  }

  /** Drivers show it as the server's: the version of a cluster of the default group. */
  private String version() {
    return fleet.clustersOf(fleet.defaultGroup()).stream()
        .map(FleetCluster::status)
        .map(ClusterStatus::version)
        .filter(version -> !version.isEmpty())
        .findFirst()
        .orElse("sluice");
  }

  private String uptime() {
    Duration up = Duration.between(startedAt, clock.instant());
    return "%d.%02dm".formatted(up.toMinutes(), up.toSecondsPart() * 100 / 60);
  }

  void home(ClientResponse client) {
    client.answer(
        200,
        "text/plain; charset=utf-8",
        """
        This is Sluice, a routing broker for Trino and Presto.

        Connect your client to this address as you would to a coordinator:
          trino --server <this address>
          jdbc:trino://<host>:<port>/<catalog>

        Which cluster ran a query, and why, is told by the admin API of this broker:
          GET /api/v1/decisions/by-query/<query id>
        """);
  }
}
