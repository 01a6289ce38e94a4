package io.sluice.samples.bench.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured: figures of each proxy under each workload, in the order of measuring. */
public final class Results {
  private final Map<String, Map<String, Figures>> figures = new LinkedHashMap<>();

  /** Adds a row. */
  public void put(String workload, String proxy, Figures measured) {
    figures.computeIfAbsent(workload, _ -> new LinkedHashMap<>()).put(proxy, measured);
  }

  /** The medians of a row, if it was measured. */
  public Optional<Round> of(String workload, String proxy) {
    return Optional.ofNullable(figures.getOrDefault(workload, Map.of()).get(proxy))
        .map(Figures::middle);
  }

  /** The workloads that were measured. */
  public List<String> workloads() {
    return List.copyOf(figures.keySet());
  }

  /** The rows of a workload, by proxy. */
  public List<Map.Entry<String, Figures>> rows(String workload) {
    return List.copyOf(figures.getOrDefault(workload, Map.of()).entrySet());
  }
}
