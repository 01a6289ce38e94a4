package io.sluice.rules.lint;

import io.sluice.rules.language.Condition;
import java.util.ArrayList;
import java.util.List;

/** The alternatives of a rule's conditions. */
final class Worlds {
  private static final int MOST = 32;

  private Worlds() {}

  /** The possible ones; none when the conditions can never be fulfilled. */
  static List<World> of(Condition condition) {
    return all(condition).stream().filter(world -> !world.isImpossible()).toList();
  }

  private static List<World> all(Condition condition) {
    return switch (condition) {
      case Condition.Pattern pattern -> List.of(World.with(Shapes.of(pattern)));
      case Condition.All(List<Condition> parts) -> together(parts);
      case Condition.Any(List<Condition> parts) -> {
        List<World> worlds = parts.stream().flatMap(part -> all(part).stream()).toList();
        yield worlds.size() > MOST ? List.of(World.UNKNOWN) : worlds;
      }
      case Condition.Exists(Condition part) -> all(part);
      case Condition.Not(Condition part) -> List.of(not(part));
    };
  }

  private static List<World> together(List<Condition> parts) {
    List<World> worlds = List.of(World.ANY);
    for (Condition part : parts) {
      List<World> alternatives = all(part);
      if (worlds.size() * alternatives.size() > MOST) {
        alternatives = List.of(World.UNKNOWN);
      }
      var next = new ArrayList<World>();
      for (World world : worlds) {
        alternatives.forEach(alternative -> next.add(world.and(alternative)));
      }
      worlds = next;
    }
    return worlds;
  }

  private static World not(Condition part) {
    if (!(part instanceof Condition.Pattern pattern)) {
      return World.UNKNOWN;
    }
    if (!pattern.type().several()) {
      return World.with(Shapes.notOf(pattern));
    }
    Shape shape = Shapes.of(pattern);
    return shape.exact() ? World.without(shape) : World.UNKNOWN;
  }
}
