package io.sluice.broker.operate;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.group.GroupSpec;
import io.sluice.broker.store.ClusterEntry;
import io.sluice.broker.store.FleetGuard;
import io.sluice.broker.store.GroupEntry;
import io.sluice.broker.store.Objection;
import io.sluice.broker.store.StoredFleet;
import io.sluice.rules.fact.GroupName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What in the stored fleet may stand against a change of one cluster or group. */
final class FleetChecks {
  private final GroupName defaultGroup;

  FleetChecks(GroupName defaultGroup) {
    this.defaultGroup = defaultGroup;
  }

  /** A cluster has a coordinator of its own. */
  FleetGuard fits(ClusterSpec spec) {
    return before ->
        specs(before)
            .filter(other -> !other.name().equals(spec.name()))
            .filter(other -> ClusterSpec.sameAddress(other.url(), spec.url()))
            .map(other ->
                new Objection(
                    "url",
                    "'%s' (expected: one of its own; cluster %s has it)"
                        .formatted(spec.url(), other.name())))
            .limit(1)
            .toList();
  }

  /** A group falls back to groups that are there. */
  FleetGuard fits(GroupSpec spec) {
    return before -> {
      Set<GroupName> known = groups(before);
      List<Objection> objections = new ArrayList<>();
      for (int index = 0; index < spec.fallback().size(); index++) {
        GroupName other = spec.fallback().get(index);
        if (!known.contains(other)) {
          objections.add(
              new Objection(
                  "fallback[%d]".formatted(index),
                  "unknown group '%s' (expected: one that exists; GET /api/v1/groups lists them)"
                      .formatted(other)));
        }
      }
      return objections;
    };
  }

  /** Nothing may lead to a group that goes. */
  FleetGuard mayGo(GroupName group) {
    return before -> {
      List<Objection> objections = new ArrayList<>();
      if (group.equals(defaultGroup)) {
        objections.add(Objection.of("it is the default group (rules.defaultGroup)"));
      }
      specs(before)
          .filter(cluster -> cluster.in(group).isPresent())
          .map(cluster -> Objection.of("cluster %s serves it".formatted(cluster.name())))
          .forEach(objections::add);
      before.groups().stream()
          .flatMap(entry -> spec(entry).stream())
          .filter(other -> !other.name().equals(group) && other.fallback().contains(group))
          .map(other -> Objection.of("group %s falls back to it".formatted(other.name())))
          .forEach(objections::add);
      return objections;
    };
  }

  private Set<GroupName> groups(StoredFleet fleet) {
    Set<GroupName> groups = new HashSet<>();
    groups.add(defaultGroup);
    fleet.groups().forEach(entry -> groups.add(entry.name()));
    specs(fleet).forEach(spec -> spec.memberships().forEach(it -> groups.add(it.group())));
    return groups;
  }

  /** What can't be read, such as of a later version, stands against nothing. */
  private static Stream<ClusterSpec> specs(StoredFleet fleet) {
    return fleet.clusters().stream().flatMap(entry -> spec(entry).stream());
  }

  private static Optional<ClusterSpec> spec(ClusterEntry entry) {
    try {
      return Optional.of(SpecJson.read(entry.name(), entry.spec()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<GroupSpec> spec(GroupEntry entry) {
    try {
      return Optional.of(GroupJson.read(entry.name(), entry.spec()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
