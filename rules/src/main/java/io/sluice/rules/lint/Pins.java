package io.sluice.rules.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The few values that a rule leaves to some fields, by which rules are looked up instead of being
 * compared with all others.
 */
final class Pins {
  private static final int FEW = 8;

  private final List<World> worlds;

  Pins(List<World> worlds) {
    this.worlds = worlds;
  }

  /** A field and one value that it may have. */
  record Pin(String key, Object value) {}

  /**
   * Pins of which every other rule must have one, too, whose conditions imply these; empty when
   * there are none.
   */
  Set<Pin> anchor() {
    return narrowest(worlds.stream().map(World::shapes).toList());
  }

  /** The few values of one field of a fact that every statement has once. */
  Set<Object> values(String key) {
    Set<Object> all = new HashSet<>();
    for (World world : worlds) {
      Optional<Set<Object>> values =
          world.single().values().stream().flatMap(it -> few(it, key).stream()).findFirst();
      if (values.isEmpty()) {
        return Set.of();
      }
      all.addAll(values.get());
    }
    return all;
  }

  /** The fields of which there are such values. */
  Set<String> keys() {
    return worlds.isEmpty()
        ? Set.of()
        : worlds.getFirst().single().values().stream()
            .flatMap(shape -> keys(shape).stream())
            .filter(key -> !values(key).isEmpty())
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  /** Pins by which to look for the anchors of rules that these conditions may imply. */
  Set<Pin> hooks() {
    Set<Pin> hooks = new HashSet<>();
    worlds.stream()
        .limit(1)
        .flatMap(World::shapes)
        .flatMap(shape -> shape.cubes().stream().limit(1))
        .forEach(cube ->
            cube.keys()
                .forEach(key ->
                    cube.few(key).stream()
                        .flatMap(Set::stream)
                        .limit(1)
                        .forEach(value -> hooks.add(new Pin(key, value)))));
    return hooks;
  }

  private static Set<Pin> narrowest(List<Stream<Shape>> shapesOfWorlds) {
    Optional<Map<String, Set<Object>>> all = Optional.empty();
    for (Stream<Shape> shapes : shapesOfWorlds) {
      Map<String, Set<Object>> here = new HashMap<>();
      shapes.forEach(shape ->
          keys(shape).forEach(key -> few(shape, key).ifPresent(few -> here.putIfAbsent(key, few))));
      all = Optional.of(all.map(before -> both(before, here)).orElse(here));
    }
    return all.stream()
        .flatMap(map -> map.entrySet().stream())
        .filter(entry -> entry.getValue().size() <= FEW)
        .min(
            Map.Entry.<String, Set<Object>>comparingByValue((a, b) -> a.size() - b.size())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> pins(entry.getKey(), entry.getValue()))
        .orElse(Set.of());
  }

  private static Set<Pin> pins(String key, Set<Object> values) {
    Set<Pin> pins = new HashSet<>();
    values.forEach(value -> pins.add(new Pin(key, value)));
    return pins;
  }

  private static Map<String, Set<Object>> both(
      Map<String, Set<Object>> before, Map<String, Set<Object>> here) {
    Map<String, Set<Object>> both = new HashMap<>();
    before.forEach((key, values) -> {
      Set<Object> more = here.get(key);
      if (more != null) {
        Set<Object> all = new HashSet<>(values);
        all.addAll(more);
        both.put(key, all);
      }
    });
    return both;
  }

  private static List<String> keys(Shape shape) {
    return shape.cubes().isEmpty() ? List.of() : new ArrayList<>(shape.cubes().getFirst().keys());
  }

  /** The values that a field may have in all cubes. */
  private static Optional<Set<Object>> few(Shape shape, String key) {
    Set<Object> all = new HashSet<>();
    for (Cube cube : shape.cubes()) {
      Optional<Set<Object>> few = cube.few(key);
      if (few.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(few.get());
    }
    return Optional.of(all);
  }
}
