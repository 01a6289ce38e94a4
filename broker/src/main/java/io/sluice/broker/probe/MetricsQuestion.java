package io.sluice.broker.probe;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Trino's {@code /metrics}, those few of its thousands of metrics that tell the load. */
final class MetricsQuestion implements LoadQuestion {
  private static final String QUERIES = "trino_execution_name_QueryManager_";
  private static final String RUNNING = QUERIES + "RunningQueries";
  private static final String QUEUED = QUERIES + "QueuedQueries";
  private static final String BLOCKED = QUERIES + "FullyBlockedQueries";
  private static final String MEMORY = "trino_memory_name_ClusterMemoryManager_";
  private static final String RESERVED = MEMORY + "ClusterTotalMemoryReservation";
  private static final String SIZE = MEMORY + "ClusterMemoryBytes";

  /** Since 477 or so; does not count a coordinator that works too. */
  private static final String WORKERS = "trino_node_name_CoordinatorNodeManager_ActiveWorkerCount";

  /** Up to 476; counts the coordinator, whether it works or not. */
  private static final String NODES = "trino_metadata_name_DiscoveryNodeManager_ActiveNodeCount";

  private static final Pattern VALUE =
      Pattern.compile("(?m)^(\\w+) (-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?)\\r?$");

  private static final String PATH =
      List.of(RUNNING, QUEUED, BLOCKED, RESERVED, SIZE, WORKERS, NODES).stream()
          .map(name -> URLEncoder.encode("name[]", StandardCharsets.UTF_8) + "=" + name)
          .collect(Collectors.joining("&", "/metrics?", ""));

  @Override
  public Figures ask(Talk talk) throws IOException {
    Map<String, Double> values = values(talk.get(PATH).body());
    Figures figures =
        Figures.ofQueries(value(values, RUNNING), value(values, QUEUED), value(values, BLOCKED))
            .withMemory(values.getOrDefault(RESERVED, 0.0), values.getOrDefault(SIZE, 0.0));
    if (values.containsKey(WORKERS)) {
      return figures.withOthers(value(values, WORKERS));
    }
    return values.containsKey(NODES) ? figures.withOthers(value(values, NODES) - 1) : figures;
  }

  private static int value(Map<String, Double> values, String name) throws IOException {
    Double value = values.get(name);
    if (value == null) {
      throw new IOException("GET /metrics tells no " + name);
    }
    return value.intValue();
  }

  /** Lines of {@code name value}; what has labels is left out, as is what is no number. */
  private static Map<String, Double> values(String text) {
    return VALUE
        .matcher(text)
        .results()
        .collect(
            Collectors.toMap(
                line -> line.group(1), line -> Double.valueOf(line.group(2)), (first, _) -> first));
  }
}
