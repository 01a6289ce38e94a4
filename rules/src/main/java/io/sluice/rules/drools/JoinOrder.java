package io.sluice.rules.drools;

import io.sluice.rules.language.Condition;
import io.sluice.rules.language.Constraint;
import io.sluice.rules.language.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The order in which the engine joins the parts of a rule. Any order that puts a pattern before
 * those that read its fact means the same; but a pattern that the engine can look up spares it all
 * work on the rules that don't match, if it comes first.
 */
final class JoinOrder {
  private JoinOrder() {}

  /** The parts, cheapest first: patterns by their conditions, then everything else. */
  static List<Condition> arrange(List<Condition> parts) {
    var left = new ArrayList<>(parts);
    var arranged = new ArrayList<Condition>();
    Set<Integer> placed = new HashSet<>();
    while (!left.isEmpty()) {
      Optional<Condition> next =
          left.stream()
              .filter(part -> placed.containsAll(needs(part)))
              .min(Comparator.comparingInt(JoinOrder::cost));
      // The rest needs facts from inside of it: only its written order can be right.
      Condition part = next.orElse(left.getFirst());
      left.remove(part);
      arranged.add(part);
      if (part instanceof Condition.Pattern pattern) {
        placed.add(pattern.slot());
      }
    }
    return arranged;
  }

  /** The conditions of one pattern: those that the engine can look up first. */
  static List<Constraint> arrangeConstraints(List<Constraint> constraints) {
    return constraints.stream().sorted(Comparator.comparingInt(JoinOrder::cost)).toList();
  }

  private static Set<Integer> needs(Condition part) {
    return switch (part) {
      case Condition.Pattern pattern -> {
        Set<Integer> slots = new HashSet<>();
        pattern.constraints().forEach(constraint -> slots.addAll(constraint.test().slots()));
        slots.remove(pattern.slot());
        yield slots;
      }
      case Condition.All(List<Condition> parts) -> needs(parts);
      case Condition.Any(List<Condition> parts) -> needs(parts);
      case Condition.Not(Condition inner) -> needs(List.of(inner));
      case Condition.Exists(Condition inner) -> needs(List.of(inner));
    };
  }

  private static Set<Integer> needs(List<Condition> parts) {
    Set<Integer> slots = new HashSet<>();
    parts.forEach(part -> slots.addAll(needs(part)));
    parts.forEach(part -> slots.removeAll(slotsIn(part)));
    return slots;
  }

  private static Set<Integer> slotsIn(Condition part) {
    return switch (part) {
      case Condition.Pattern pattern -> Set.of(pattern.slot());
      case Condition.All(List<Condition> parts) -> slotsIn(parts);
      case Condition.Any(List<Condition> parts) -> slotsIn(parts);
      case Condition.Not(Condition inner) -> slotsIn(inner);
      case Condition.Exists(Condition inner) -> slotsIn(inner);
    };
  }

  private static Set<Integer> slotsIn(List<Condition> parts) {
    Set<Integer> slots = new HashSet<>();
    parts.forEach(part -> slots.addAll(slotsIn(part)));
    return slots;
  }

  private static int cost(Condition part) {
    if (!(part instanceof Condition.Pattern pattern)) {
      return 4;
    }
    if (Signs.best(pattern).isPresent()) {
      return 0;
    }
    return pattern.constraints().stream()
        .filter(constraint -> constraint.test().slots().isEmpty())
        .mapToInt(JoinOrder::cost)
        .min()
        .orElse(3);
  }

  private static int cost(Constraint constraint) {
    boolean equal = constraint.key().filter(key -> key.operator() == Operator.EQUAL).isPresent();
    return equal ? 0 : constraint.key().isPresent() ? 1 : 2;
  }
}
