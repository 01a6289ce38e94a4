package io.sluice.rules.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules that may overrule others, found by what those must ask for, too. */
final class Anchors {
  private final Map<Pins.Pin, List<Subject>> anchored = new HashMap<>();
  private final List<Subject> loose = new ArrayList<>();

  void keep(Subject rule) {
    Set<Pins.Pin> anchor = rule.pins().anchor();
    if (anchor.isEmpty()) {
      loose.add(rule);
    }
    anchor.forEach(pin -> anchored.computeIfAbsent(pin, _ -> new ArrayList<>()).add(rule));
  }

  /** Those whose conditions may be implied by the rule's, in the order in which they decide. */
  List<Subject> above(Subject rule) {
    Set<Subject> found = new HashSet<>(loose);
    rule.pins().hooks().forEach(hook -> found.addAll(anchored.getOrDefault(hook, List.of())));
    return found.stream()
        .sorted(Comparator.comparing(subject -> subject.rule().speaker()))
        .toList();
  }
}
