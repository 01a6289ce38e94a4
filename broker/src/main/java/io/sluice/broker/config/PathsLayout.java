package io.sluice.broker.config;

import io.sluice.broker.config.Section.Located;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list {@code front.paths}: each with a path, its methods, and a cluster or a group. */
final class PathsLayout {
  private static final Kind<String> METHOD =
      Kind.oneOf(
          new String[] {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}, it -> it);

  private final GroupNames groupNames;

  PathsLayout(GroupNames groupNames) {
    this.groupNames = groupNames;
  }

  List<ExtraPath> read(Section front) {
    var paths = new ArrayList<ExtraPath>();
    for (Section section : front.sections("paths")) {
      Optional<Located<String>> path = section.required("path", Kind.extraPath());
      Optional<Located<GroupName>> group = section.located("group", Kind.name(GroupName::new));
      Optional<Located<ClusterName>> cluster =
          section.located("cluster", Kind.name(ClusterName::new));
      List<String> methods =
          section.values("methods", METHOD).stream().map(Located::value).toList();
      group.ifPresent(groupNames::refer);
      if (group.isPresent() == cluster.isPresent()) {
        section.complain(
            "group", group.isPresent() ? "beside cluster" : "missing", "either group or cluster");
        continue;
      }
      ExtraPath.Target target =
          group
              .<ExtraPath.Target>map(name -> new ExtraPath.OfGroup(name.value()))
              .orElseGet(() -> new ExtraPath.OfCluster(cluster.orElseThrow().value()));
      path.ifPresent(said ->
          paths.add(
              new ExtraPath(
                  said.value(), methods.isEmpty() ? List.of("GET", "HEAD") : methods, target)));
    }
    return paths;
  }

  static Map<String, Object> effective(ExtraPath path) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("path", path.path());
    switch (path.target()) {
      case ExtraPath.OfCluster(ClusterName cluster) -> shown.put("cluster", cluster.value());
      case ExtraPath.OfGroup(GroupName group) -> shown.put("group", group.value());
    }
    shown.put("methods", path.methods());
    return shown;
  }
}
