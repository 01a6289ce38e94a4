package io.sluice.rules.trace;

import io.sluice.rules.fact.Facts;
import io.sluice.rules.language.FactType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A statement's facts, and the fleet's, by their kind. */
final class FactsByType {
  private final Map<Class<?>, List<Object>> facts = new HashMap<>();

  FactsByType(Facts all) {
    Stream.of(all.ofStatement(), all.groups(), all.clusters())
        .flatMap(List::stream)
        .forEach(fact -> facts.computeIfAbsent(fact.getClass(), _ -> new ArrayList<>()).add(fact));
  }

  List<Object> of(FactType type) {
    return facts.getOrDefault(type.javaType(), List.of());
  }
}
