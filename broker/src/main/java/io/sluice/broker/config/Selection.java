package io.sluice.broker.config;

import java.util.Locale;

/** How one cluster of a group is picked for a statement. */
public enum Selection {
  /** The one with the most room: the least queries for its capacity and weight. */
  LEAST_LOADED,
  /** One after the other. */
  ROUND_ROBIN;

  /** The word for it in files and rules, such as {@code least-loaded}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
