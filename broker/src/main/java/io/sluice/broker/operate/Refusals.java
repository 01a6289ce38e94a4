package io.sluice.broker.operate;

import io.sluice.broker.store.Objection;
import java.util.List;
import java.util.stream.Collectors;

/** Why the fleet is not changed over REST now, for people. */
final class Refusals {
  private Refusals() {}

  /** Of a fleet whose authority is a file. */
  static String of(FleetFile file) {
    return "clusters.source: file (expected: the change in %s, which takes effect within seconds; over REST, clusters are only drained, activated and deactivated)"
        .formatted(file.path());
  }

  /** Of a thing that something leads to. */
  static String of(String what, List<Objection> objections) {
    return "%s can't be removed: %s (expected: nothing that leads to it)"
        .formatted(what, objections.stream().map(Objection::why).collect(Collectors.joining("; ")));
  }
}
