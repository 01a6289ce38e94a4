package io.sluice.samples.standin;

import java.util.Locale;

/** Which engine family a stand-in imitates. */
public enum StandInDialect {
  TRINO,
  PRESTO;

  /** The header of this family that ends in {@code name}: {@code X-Trino-User} for {@code User}. */
  public String header(String name) {
    return "X-" + title() + "-" + name;
  }

  String title() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  /** Bytes of request line and headers that this family takes before it answers 431. */
  int headerLimit() {
    return switch (this) {
      case TRINO -> 2 << 20;
      case PRESTO -> 8 << 10;
    };
  }

  String infoPath(String queryId) {
    return switch (this) {
      case TRINO -> "/ui#/queries/" + queryId;
      case PRESTO -> "/ui/query.html?" + queryId;
    };
  }
}
