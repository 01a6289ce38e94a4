package io.sluice.rules.drools;

import io.sluice.rules.language.Evaluation;
import io.sluice.rules.language.FactType;
import io.sluice.rules.language.Lookup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the signs of all rules that point at a fact, with one look-up for each field that has any,
 * however many rules there are. Immutable; safe for use by many threads.
 */
final class SignTable {
  private final Map<Class<?>, List<Field>> fields;

  private SignTable(Map<Class<?>, List<Field>> fields) {
    this.fields = fields;
  }

  /** Tells each sign that points at a fact once. */
  void find(Object fact, LongConsumer sign) {
    List<Field> ofFact = fields.get(fact.getClass());
    if (ofFact == null) {
      return;
    }
    Set<Long> found = new HashSet<>();
    for (Field field : ofFact) {
      field.find(fact, found);
    }
    found.forEach(sign::accept);
  }

  /** The signs of one field. */
  private record Field(
      Evaluation read,
      Map<Object, long[]> values,
      Map<String, long[]> elements,
      Map<Integer, Map<String, long[]>> prefixes) {

    void find(Object fact, Set<Long> found) {
      Object value = read.value(fact, Predicates.NO_FACTS);
      if (value == null) {
        return;
      }
      add(values.get(value), found);
      if (value instanceof Set<?> set && !elements.isEmpty()) {
        set.forEach(element -> add(elements.get(element), found));
      }
      if (value instanceof String text) {
        prefixes.forEach((length, signs) -> {
          if (length <= text.length()) {
            add(signs.get(text.substring(0, length)), found);
          }
        });
      }
    }

    private static void add(long @Nullable [] signs, Set<Long> found) {
      if (signs != null) {
        for (long sign : signs) {
          found.add(sign);
        }
      }
    }
  }

  /** Collects the signs of rules. For one thread. */
  static final class Builder {
    private final Map<Class<?>, Map<String, Field>> fields = new HashMap<>();
    private final Map<List<String>, Long> signs = new HashMap<>();

    /** Equal lists of look-ups have one sign. */
    long add(FactType type, List<Lookup> lookups) {
      List<String> same =
          lookups.stream()
              .map(lookup -> lookup.getClass().getSimpleName() + described(lookup))
              .sorted()
              .distinct()
              .toList();
      Long known = signs.get(same);
      if (known != null) {
        return known;
      }
      long sign = signs.size();
      signs.put(same, sign);
      lookups.forEach(lookup -> add(field(type, lookup), lookup, sign));
      return sign;
    }

    private static String described(Lookup lookup) {
      return switch (lookup) {
        case Lookup.Equals equals -> equals.own().canonical() + " " + equals.value();
        case Lookup.Contains contains -> contains.own().canonical() + " " + contains.text();
        case Lookup.StartsWith starts -> starts.own().canonical() + " " + starts.prefix();
      };
    }

    private Field field(FactType type, Lookup lookup) {
      return fields
          .computeIfAbsent(type.javaType(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(
              lookup.own().canonical() + lookup.own().type(),
              _ ->
                  new Field(
                      lookup.own().evaluation(),
                      new HashMap<>(),
                      new HashMap<>(),
                      new TreeMap<>()));
    }

    private static void add(Field field, Lookup lookup, long sign) {
      switch (lookup) {
        case Lookup.Equals equals -> field.values().merge(equals.value(), one(sign), Builder::both);
        case Lookup.Contains contains ->
            field.elements().merge(contains.text(), one(sign), Builder::both);
        case Lookup.StartsWith(var _, String prefix) ->
            field
                .prefixes()
                .computeIfAbsent(prefix.length(), _ -> new HashMap<>())
                .merge(prefix, one(sign), Builder::both);
      }
    }

    private static long[] one(long sign) {
      return new long[] {sign};
    }

    private static long[] both(long[] signs, long[] more) {
      long[] all = Arrays.copyOf(signs, signs.length + more.length);
      System.arraycopy(more, 0, all, signs.length, more.length);
      return all;
    }

    SignTable build() {
      Map<Class<?>, List<Field>> built = new HashMap<>();
      fields.forEach((type, ofType) -> built.put(type, new ArrayList<>(ofType.values())));
      return new SignTable(built);
    }
  }
}
