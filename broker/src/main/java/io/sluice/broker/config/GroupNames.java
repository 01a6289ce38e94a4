package io.sluice.broker.config;

import io.sluice.broker.config.Section.Located;
import io.sluice.rules.fact.GroupName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps track of the groups that a file names. A group exists when it is listed under {@code
 * groups} or when a cluster belongs to it; to refer to any other one is a mistake.
 */
final class GroupNames {
  private final Problems problems;
  private final Set<GroupName> listed = new LinkedHashSet<>();
  private final Set<GroupName> used = new LinkedHashSet<>();
  private final List<Located<GroupName>> references = new ArrayList<>();

  GroupNames(Problems problems) {
    this.problems = problems;
  }

  /** The name that a key is; that it is none is a problem. */
  Optional<GroupName> parsed(Located<String> key) {
    Kind<GroupName> kind = Kind.name(GroupName::new);
    Optional<GroupName> name = kind.parse().apply(key.value());
    if (name.isEmpty()) {
      problems.add(key.at(), key.path(), key.value(), kind.expected());
    }
    return name;
  }

  void list(GroupName group) {
    listed.add(group);
  }

  void use(GroupName group) {
    used.add(group);
  }

  void refer(Located<GroupName> group) {
    references.add(group);
  }

  /** The groups that only clusters name. */
  List<GroupName> unlisted() {
    return used.stream().filter(group -> !listed.contains(group)).toList();
  }

  /** Tells of every reference to a group that does not exist; to be called when all is read. */
  void check() {
    for (Located<GroupName> reference : references) {
      GroupName group = reference.value();
      if (!listed.contains(group) && !used.contains(group)) {
        problems.add(
            reference.at(), reference.path(), "unknown group '" + group + "'", expected(group));
      }
    }
  }

  private String expected(GroupName group) {
    var all = new LinkedHashSet<String>();
    listed.forEach(name -> all.add(name.value()));
    used.forEach(name -> all.add(name.value()));
    String expected = "a group that is listed under groups or has a cluster";
    return Nearest.to(group.value(), all)
        .map(nearest -> expected + "; did you mean '" + nearest + "'?")
        .orElse(expected);
  }
}
