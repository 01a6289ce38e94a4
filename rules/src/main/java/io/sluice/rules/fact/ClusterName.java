package io.sluice.rules.fact;

/**
 * Names one cluster: a coordinator with its workers.
 *
 * @param value 1 to 63 letters, digits, dots, underscores or hyphens
 */
public record ClusterName(String value) implements Comparable<ClusterName> {
  public ClusterName {
    Names.check("cluster", value);
  }

  @Override
  public int compareTo(ClusterName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
