package io.sluice.samples.standin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a coordinator tells its load, as the engines do: keys and names are theirs. */
final class VitalPages {
  private static final String COOKIE = "Trino-UI-Token=stand-in";

  private final Coordinator coordinator;
  private final Vitals vitals;

  VitalPages(Coordinator coordinator, Vitals vitals) {
    this.coordinator = coordinator;
    this.vitals = vitals;
  }

  private int running() {
    return coordinator.running() + vitals.running();
  }

  /** What {@code /v1/status} tells beside what the coordinator is. */
  void status(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("memoryInfo");
    if (coordinator.dialect() == StandInDialect.TRINO) {
      json.writeNumberField("availableProcessors", 1);
      pool(json, "pool");
    } else {
      json.writeObjectFieldStart("pools");
      pool(json, "general");
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeNumberField("processors", 1);
    json.writeNumberField("processCpuLoad", vitals.cpu());
    json.writeNumberField("systemCpuLoad", vitals.cpu());
    json.writeNumberField("heapUsed", 0);
    json.writeNumberField("heapAvailable", Vitals.MEMORY);
    json.writeNumberField("nonHeapUsed", 0);
  }

  private void pool(JsonGenerator json, String name) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("maxBytes", Vitals.MEMORY);
    json.writeNumberField("reservedBytes", vitals.reservedBytes());
    json.writeNumberField("reservedRevocableBytes", 0);
    json.writeNumberField("freeBytes", Vitals.MEMORY - vitals.reservedBytes());
    json.writeEndObject();
  }

  /** Presto's {@code /v1/cluster}. */
  Answer cluster() {
    return Pages.json(json -> {
      json.writeStartObject();
      queries(json);
      json.writeNumberField("activeWorkers", vitals.workers());
      json.writeNumberField("runningDrivers", 0);
      json.writeNumberField("runningTasks", running());
      totals(json);
      json.writeNumberField("adjustedQueueSize", 0);
      json.writeEndObject();
    });
  }

  /** Trino's {@code /ui/api/stats}: only for who has logged in. */
  Answer stats(ReceivedRequest request) {
    if (request.headers("Cookie").stream().noneMatch(COOKIE::equals)) {
      return Answer.text(401, "Unauthorized").with("WWW-Authenticate", "Trino-Form-Login");
    }
    return Pages.json(json -> {
      json.writeStartObject();
      queries(json);
      json.writeNumberField("activeCoordinators", 1);
      json.writeNumberField("activeWorkers", vitals.workers());
      json.writeNumberField("runningDrivers", 0);
      json.writeNumberField("totalAvailableProcessors", vitals.workers());
      totals(json);
      json.writeEndObject();
    });
  }

  /** The login of newer versions; whoever names a user is let in, as without a password file. */
  static Answer login(ReceivedRequest request) {
    return request.text().contains("\"username\"")
        ? Answer.of(204).with("Set-Cookie", COOKIE + ";Version=1;Path=/ui;HttpOnly")
        : Answer.of(415);
  }

  /** Trino's {@code /metrics}: all of a stand-in's, or those that the request names. */
  Answer metrics(ReceivedRequest request) {
    Set<String> wanted = wanted(request.queryString());
    var text = new StringBuilder();
    all()
        .forEach((name, value) -> {
          if (wanted.isEmpty() || wanted.contains(name)) {
            text.append("# TYPE ").append(name).append(" gauge\n");
            text.append(name).append(' ').append((double) value).append('\n');
          }
        });
    return Answer.openMetrics(text.append("# EOF\n").toString());
  }

  private Map<String, Long> all() {
    var all = new LinkedHashMap<String, Long>();
    String queries = "trino_execution_name_QueryManager_";
    all.put(queries + "QueuedQueries", (long) vitals.queued());
    all.put(queries + "RunningQueries", (long) running());
    all.put(queries + "FullyBlockedQueries", (long) vitals.blocked());
    String memory = "trino_memory_name_ClusterMemoryManager_";
    all.put(memory + "ClusterMemoryBytes", Vitals.MEMORY);
    all.put(memory + "ClusterTotalMemoryReservation", vitals.reservedBytes());
    String nodes = "trino_node_name_CoordinatorNodeManager_";
    all.put(nodes + "ActiveNodeCount", vitals.workers() + 1L);
    all.put(nodes + "ActiveWorkerCount", (long) vitals.workers());
    return all;
  }

  private static Set<String> wanted(String query) {
    return Stream.of(query.split("&", -1))
        .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
        .filter(pair -> pair.startsWith("name[]="))
        .map(pair -> pair.substring("name[]=".length()))
        .collect(Collectors.toSet());
  }

  private void queries(JsonGenerator json) throws IOException {
    json.writeNumberField("runningQueries", running());
    json.writeNumberField("blockedQueries", vitals.blocked());
    json.writeNumberField("queuedQueries", vitals.queued());
  }

  private void totals(JsonGenerator json) throws IOException {
    json.writeNumberField("reservedMemory", (double) vitals.reservedBytes());
    json.writeNumberField("totalInputRows", 0);
    json.writeNumberField("totalInputBytes", 0);
    json.writeNumberField("totalCpuTimeSecs", 0);
  }
}
