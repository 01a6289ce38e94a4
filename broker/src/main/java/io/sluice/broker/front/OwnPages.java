package io.sluice.broker.front;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.broker.answer.OwnQuery;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.fleet.ClusterStatus;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.site.Visit;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the broker says of itself on the front port: for drivers, load balancers and browsers. */
public final class OwnPages {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String JSON_TYPE = "application/json";

  private final Fleet fleet;
  private final Traffic traffic;
  private final String productVersion;
  private final InstantSource clock;
  private final Instant startedAt;

  /**
   * @param traffic tells whether the broker is about to stop
   */
  public OwnPages(Fleet fleet, Traffic traffic, String productVersion, InstantSource clock) {
    this.fleet = fleet;
    this.traffic = traffic;
    this.productVersion = productVersion;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /**
   * Answers as a coordinator would. It listens only once it can take statements; while it stops, it
   * says 503, so that a load balancer sends nothing more.
   */
  void info(Visit visit, String path) {
    ClientResponse client = visit.client();
    int status = traffic.stopping() ? 503 : 200;
    switch (path) {
      case "/v1/info/state" -> client.answer(status, JSON_TYPE, "\"" + state() + "\"");
      case "/v1/info/coordinator" -> client.answer(status, "text/plain", "");
      default -> client.answer(status, JSON_TYPE, info(family(visit)));
    }
  }

  private String state() {
    return traffic.stopping() ? "SHUTTING_DOWN" : "ACTIVE";
  }

  /** A coordinator's answer, as drivers read it for their metadata. */
  private String info(Dialect family) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart("nodeVersion");
      json.writeStringField("version", version(family));
      json.writeEndObject();
      json.writeStringField("environment", "sluice");
      json.writeBooleanField("coordinator", true);
      json.writeBooleanField("starting", false);
      json.writeStringField("uptime", uptime());
      json.writeStringField("state", state());
      json.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("writing to a string does no I/O", e);
    }
    return text.toString();
  }

  /** Which family's clusters a client means. Drivers ask with nothing but their name. */
  private static Dialect family(Visit visit) {
    boolean presto =
        visit.head().headers().stream()
            .anyMatch(header ->
                header.getName().toLowerCase(Locale.ROOT).startsWith("x-presto-")
                    || (header.getName().equalsIgnoreCase("User-Agent")
                        && String.valueOf(header.getValue())
                            .toLowerCase(Locale.ROOT)
                            .startsWith("presto")));
    return presto ? Dialect.PRESTO : Dialect.TRINO;
  }

  /**
   * Drivers show it as the server's, and some act by it: the version of a cluster of their family,
   * of the default group if it has one.
   */
  private String version(Dialect family) {
    List<ClusterStatus> known =
        Stream.concat(fleet.clustersOf(fleet.defaultGroup()).stream(), fleet.clusters().stream())
            .map(FleetCluster::status)
            .filter(status -> !status.version().isEmpty())
            .toList();
    return known.stream()
        .filter(status -> status.dialect().filter(family::equals).isPresent())
        .findFirst()
        .or(() -> known.stream().findFirst())
        .map(ClusterStatus::version)
        .orElse("sluice");
  }

  private String uptime() {
    Duration up = Duration.between(startedAt, clock.instant());
    return "%d.%02dm".formatted(up.toMinutes(), up.toSecondsPart() * 100 / 60);
  }

  /** The page for people. */
  void home(Visit visit) {
    answer(visit, 200, "");
  }

  /** The page for people who look for a query that nobody has. */
  void noSuchQuery(Visit visit, QueryId query) {
    answer(
        visit,
        404,
        OwnQuery.owns(query)
            ? "No cluster has query %s: the broker itself has answered it.".formatted(query)
            : "No cluster has query %s: it may have expired, or its cluster was restarted."
                .formatted(query));
  }

  /** The page for people whose address is a page of some cluster, but does not tell which. */
  void noCluster(Visit visit) {
    answer(visit, 404, "Each cluster has its own pages: choose it below.");
  }

  private void answer(Visit visit, int status, String note) {
    List<String> clusters =
        fleet.clusters().stream().map(cluster -> cluster.name().value()).sorted().toList();
    var page = new HomePage(productVersion, visit.origin(), clusters);
    boolean html =
        visit.head().headers().stream()
            .filter(header -> header.getName().equalsIgnoreCase("Accept"))
            .anyMatch(header -> header.getValue() != null && header.getValue().contains("html"));
    visit
        .client()
        .answer(
            status,
            html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8",
            html ? page.html(note) : page.text(note),
            HomePage.headers());
  }
}
