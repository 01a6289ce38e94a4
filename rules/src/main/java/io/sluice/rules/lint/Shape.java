package io.sluice.rules.lint;

import io.sluice.rules.language.FactType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern: the facts that are like one of some cubes.
 *
 * @param type the kind of fact
 * @param cubes the alternatives; none when no fact can be like that
 * @param exact whether they say all that the pattern says; else it asks for more
 */
record Shape(FactType type, List<Cube> cubes, boolean exact) {
  private static final int MOST_CUBES = 64;

  Shape {
    cubes = List.copyOf(cubes);
  }

  static Shape anyOf(FactType type) {
    return new Shape(type, List.of(Cube.ANYTHING), true);
  }

  /** Whether both are about the same kind of fact. */
  boolean isOfKind(Shape other) {
    return type.name().equals(other.type.name());
  }

  boolean isImpossible() {
    return cubes.isEmpty();
  }

  /** Facts that are like both; what becomes too long is left out. */
  Shape and(Shape other) {
    if (cubes.size() * other.cubes.size() > MOST_CUBES) {
      return new Shape(type, cubes, false);
    }
    var both = new ArrayList<Cube>();
    for (Cube one : cubes) {
      for (Cube two : other.cubes) {
        Cube cube = one.and(two);
        if (!cube.isImpossible()) {
          both.add(cube);
        }
      }
    }
    return new Shape(type, both, exact && other.exact);
  }

  /** Facts that are like one of them. */
  Shape or(Shape other) {
    if (cubes.size() + other.cubes.size() > MOST_CUBES) {
      return new Shape(type, List.of(Cube.ANYTHING), false);
    }
    var all = new ArrayList<>(cubes);
    all.addAll(other.cubes);
    return new Shape(type, all, exact && other.exact);
  }

  /** Whether no one fact can be like both. */
  boolean excludes(Shape other) {
    return cubes.stream().allMatch(one -> other.cubes.stream().allMatch(one::excludes));
  }

  /** Whether every fact that is like this is like the other; the other has to be exact. */
  boolean implies(Shape other) {
    return other.exact
        && cubes.stream().allMatch(one -> other.cubes.stream().anyMatch(one::implies));
  }

  boolean isAnything() {
    return exact && cubes.stream().anyMatch(Cube::isAnything);
  }

  /** The one value that a key has in all cubes. */
  Optional<Object> only(String key) {
    Optional<Object> first = cubes.stream().findFirst().flatMap(cube -> only(cube, key));
    return first.filter(
        value -> cubes.stream().allMatch(cube -> only(cube, key).equals(Optional.of(value))));
  }

  private static Optional<Object> only(Cube cube, String key) {
    return cube.few(key).filter(few -> few.size() == 1).map(few -> few.iterator().next());
  }
}
