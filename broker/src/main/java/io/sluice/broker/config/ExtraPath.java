package io.sluice.broker.config;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.stream.Stream;

/**
 * A path that is carried to a cluster only because the configuration says so.
 *
 * @param path the path; one that ends in {@code /*} stands for all below it as well
 * @param methods what may be asked with
 * @param target who answers
 */
public record ExtraPath(String path, List<String> methods, Target target) {
  /** What the broker decides about itself; none of it may be given away. */
  private static final List<String> TAKEN =
      List.of(
          "/v1/statement",
          "/v1/query",
          "/v1/info",
          "/v1/status",
          "/v1/spooled",
          "/oauth2",
          "/ui",
          "/clusters");

  public ExtraPath {
    methods = List.copyOf(methods);
  }

  /** Whether a path is plain, and none of those that the broker makes something of. */
  static boolean isExtra(String path) {
    String plain = path.endsWith("/*") ? path.substring(0, path.length() - 2) : path;
    boolean clear =
        plain.startsWith("/")
            && Stream.of(plain.substring(1).split("/", -1))
                .allMatch(
                    segment -> segment.matches("[A-Za-z0-9._~-]+") && !segment.matches("\\.+"));
    return clear
        && TAKEN.stream().noneMatch(taken -> plain.equals(taken) || plain.startsWith(taken + "/"));
  }

  /** Who answers. */
  public sealed interface Target {}

  /** One cluster. */
  public record OfCluster(ClusterName cluster) implements Target {}

  /** A cluster that a group would give a statement to. */
  public record OfGroup(GroupName group) implements Target {}
}
