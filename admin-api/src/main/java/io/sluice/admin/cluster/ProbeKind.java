package io.sluice.admin.cluster;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the broker reads a cluster's load, beside {@code /v1/info}. */
public enum ProbeKind {
  /** The richest of those that the cluster answers. */
  AUTO,
  /** Nothing else: whether it answers, and no load. */
  INFO,
  /** Trino's {@code /v1/status}: what the coordinator's process uses. */
  STATUS,
  /** Trino's {@code /ui/api/stats}. */
  UI,
  /** Trino's {@code /metrics}. */
  METRICS,
  /** {@code /v1/jmx/mbean}: Presto, and Trino up to 476. */
  JMX,
  /** Statements on {@code system.runtime}. */
  SQL,
  /** Presto's {@code /v1/cluster}. */
  CLUSTER;

  /** The word for it in files and bodies. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
