package io.sluice.broker.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.util.List;

/** One way to ask a cluster for its load. */
@FunctionalInterface
interface LoadQuestion {

  /**
   * What the cluster tells.
   *
   * @throws Refusal when it does not answer this question
   * @throws IOException when it does not answer now, or answers what can't be understood
   */
  Figures ask(Talk talk) throws IOException;

  /** Presto's {@code /v1/cluster}. */
  static LoadQuestion cluster() {
    return talk -> {
      JsonNode load = talk.json("/v1/cluster");
      return queries(load, "GET /v1/cluster");
    };
  }

  /** The statistics that {@code /v1/cluster} and {@code /ui/api/stats} have in common. */
  static Figures queries(JsonNode stats, String where) throws IOException {
    return Figures.ofQueries(
            Talk.number(stats, "runningQueries", where),
            Talk.number(stats, "queuedQueries", where),
            Talk.number(stats, "blockedQueries", where))
        .withWorkers(Talk.number(stats, "activeWorkers", where));
  }

  /**
   * What the coordinator's process uses, {@code /v1/status}: its CPU, and of its memory pools what
   * queries have reserved. One pool in Trino, several in Presto.
   */
  static LoadQuestion status() {
    return talk -> {
      JsonNode status = talk.json("/v1/status");
      double reserved = 0;
      double size = 0;
      JsonNode memory = status.path("memoryInfo");
      JsonNode single = memory.path("pool");
      for (JsonNode pool : single.isObject() ? List.of(single) : memory.path("pools")) {
        reserved += pool.path("reservedBytes").asDouble();
        size += pool.path("maxBytes").asDouble();
      }
      Figures figures = Figures.NONE.withMemory(reserved, size);
      JsonNode cpu = status.path("processCpuLoad");
      return cpu.isNumber() ? figures.withCpu(cpu.asDouble()) : figures;
    };
  }

  /** {@code /v1/jmx/mbean}, one attribute at a time: whole beans have up to 90 KB. */
  static LoadQuestion jmx() {
    return talk -> {
      boolean trino = talk.dialect() == Dialect.TRINO;
      String beans = "/v1/jmx/mbean/" + (trino ? "trino" : "com.facebook.presto");
      String queries = beans + ".execution:name=QueryManager/";
      int running = attribute(talk, queries + "RunningQueries");
      int queued = attribute(talk, queries + "QueuedQueries");
      // Presto's bean does not know which of them are blocked.
      int blocked = trino ? attribute(talk, queries + "FullyBlockedQueries") : 0;
      String memory = beans + ".memory:name=ClusterMemoryManager/";
      int active = attribute(talk, beans + ".metadata:name=DiscoveryNodeManager/ActiveNodeCount");
      return Figures.ofQueries(running, queued, blocked)
          .withMemory(
              talk.json(memory + "ClusterTotalMemoryReservation").asDouble(),
              talk.json(memory + "ClusterMemoryBytes").asDouble())
          .withOthers(active - 1);
    };
  }

  private static int attribute(Talk talk, String path) throws IOException {
    JsonNode value = talk.json(path);
    if (!value.isNumber()) {
      throw new IOException("GET %s tells no number".formatted(path));
    }
    return value.asInt();
  }
}
