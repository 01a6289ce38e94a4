package io.sluice.rules.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The facts of which all of a rule's patterns speak: those that must be there, and those that must
 * not. There is one fact of some kinds, so that all patterns of the kind speak of it.
 *
 * @param single what the only fact of a kind is like
 * @param present facts of other kinds, each of its own
 * @param missing facts that are not there
 * @param exact whether that is all; else the rule asks for more
 */
record World(Map<String, Shape> single, List<Shape> present, List<Shape> missing, boolean exact) {
  static final World ANY = new World(Map.of(), List.of(), List.of(), true);
  static final World UNKNOWN = new World(Map.of(), List.of(), List.of(), false);

  /** Kinds of which no two facts have the same name. */
  private static final Map<String, String> NAMES =
      Map.of("Group", "Group.name", "Cluster", "Cluster.name");

  World {
    single = Map.copyOf(single);
    present = List.copyOf(present);
    missing = List.copyOf(missing);
  }

  static World with(Shape shape) {
    return shape.type().several()
        ? new World(Map.of(), List.of(shape), List.of(), true)
        : new World(Map.of(shape.type().name(), shape), List.of(), List.of(), true);
  }

  static World without(Shape shape) {
    return new World(Map.of(), List.of(), List.of(shape), true);
  }

  /** All facts that must be there. */
  Stream<Shape> shapes() {
    return Stream.concat(single.values().stream(), present.stream());
  }

  /** How much work it is to compare it with another. */
  int weight() {
    return shapes().mapToInt(shape -> shape.cubes().size()).sum() + missing.size();
  }

  /** Both at once. */
  World and(World other) {
    var only = new LinkedHashMap<>(single);
    other.single.forEach((kind, shape) -> only.merge(kind, shape, Shape::and));
    var all = new ArrayList<>(present);
    other.present.forEach(shape -> add(all, shape));
    var none = new ArrayList<>(missing);
    none.addAll(other.missing);
    return new World(only, all, none, exact && other.exact);
  }

  /** Two patterns with the same name of a group or cluster speak of one fact. */
  private static void add(List<Shape> all, Shape shape) {
    Optional<Object> name = name(shape);
    for (int i = 0; i < all.size(); i++) {
      if (name.isPresent() && all.get(i).isOfKind(shape) && name(all.get(i)).equals(name)) {
        all.set(i, all.get(i).and(shape));
        return;
      }
    }
    all.add(shape);
  }

  private static Optional<Object> name(Shape shape) {
    return Optional.ofNullable(NAMES.get(shape.type().name())).flatMap(shape::only);
  }

  /** Whether the facts can't be so. */
  boolean isImpossible() {
    return single.values().stream().anyMatch(Shape::isImpossible)
        || present.stream().anyMatch(Shape::isImpossible)
        || present.stream()
            .anyMatch(there -> missing.stream().anyMatch(not -> implies(there, not)));
  }

  /** Whether the facts can't be so and as the other says; misses some cases for speed. */
  boolean excludes(World other) {
    for (Map.Entry<String, Shape> entry : single.entrySet()) {
      Shape its = other.single.get(entry.getKey());
      if (its != null && entry.getValue().excludes(its)) {
        return true;
      }
    }
    return conflicts(other)
        || other.conflicts(this)
        || present.stream()
            .anyMatch(one -> other.present.stream().anyMatch(two -> clash(one, two)));
  }

  private boolean conflicts(World other) {
    return !missing.isEmpty()
        && other.present.stream()
            .anyMatch(there -> missing.stream().anyMatch(not -> implies(there, not)));
  }

  private static boolean clash(Shape one, Shape two) {
    return one.isOfKind(two)
        && name(one).isPresent()
        && name(one).equals(name(two))
        && one.excludes(two);
  }

  /** Whether the facts are as the other says, whenever they are so. */
  boolean implies(World other) {
    return other.exact
        && other.single.values().stream().allMatch(this::isOnly)
        && other.present.stream()
            .allMatch(there -> present.stream().anyMatch(own -> implies(own, there)))
        && other.missing.stream()
            .allMatch(not -> missing.stream().anyMatch(own -> implies(not, own)));
  }

  private boolean isOnly(Shape shape) {
    Shape own = single.get(shape.type().name());
    return shape.isAnything() || (own != null && own.implies(shape));
  }

  private static boolean implies(Shape one, Shape other) {
    return one.isOfKind(other) && one.implies(other);
  }
}
