package io.sluice.rules.language;

import io.sluice.rules.language.VocabularyWord.Meaning;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All words of {@link io.sluice.rules.decision.Decision}, as rules write them. */
final class Vocabulary {
  private static final int MAX_GROUPS = 32;

  private final Map<String, VocabularyWord> words =
      Map.ofEntries(
          Map.entry(
              "route",
              new VocabularyWord(
                  "route(group)", 1, 1, Meaning.GROUPS, (d, a) -> d.route(a.getFirst()))),
          Map.entry(
              "fallback",
              new VocabularyWord(
                  "fallback(group, …)",
                  1,
                  MAX_GROUPS,
                  Meaning.GROUPS,
                  (d, a) -> d.fallback(a.toArray(String[]::new)))),
          Map.entry(
              "strict", new VocabularyWord("strict()", 0, 0, Meaning.FREE, (d, _) -> d.strict())),
          Map.entry(
              "pin",
              new VocabularyWord(
                  "pin(cluster)", 1, 1, Meaning.CLUSTER, (d, a) -> d.pin(a.getFirst()))),
          Map.entry(
              "split",
              new VocabularyWord(
                  "split(\"blue:95, green:5\") or split(spec, value)",
                  1,
                  2,
                  Meaning.SPLIT,
                  (d, a) -> {
                    if (a.size() == 1) {
                      d.split(a.getFirst());
                    } else {
                      d.split(a.getFirst(), a.getLast());
                    }
                  })),
          Map.entry(
              "select",
              new VocabularyWord(
                  "select(policy)", 1, 1, Meaning.POLICY, (d, a) -> d.select(a.getFirst()))),
          Map.entry(
              "reject",
              new VocabularyWord(
                  "reject(message)", 1, 1, Meaning.FREE, (d, a) -> d.reject(a.getFirst()))),
          Map.entry(
              "session",
              new VocabularyWord(
                  "session(name, value)",
                  2,
                  2,
                  Meaning.FREE,
                  (d, a) -> d.session(a.getFirst(), a.getLast()))),
          Map.entry(
              "addTag",
              new VocabularyWord(
                  "addTag(tag)", 1, 1, Meaning.FREE, (d, a) -> d.addTag(a.getFirst()))),
          Map.entry(
              "priority",
              new VocabularyWord(
                  "priority(number from 1 to 100)",
                  1,
                  1,
                  Meaning.FREE,
                  (d, a) -> d.priority(whole("priority", a.getFirst())))),
          Map.entry(
              "maxQueued",
              new VocabularyWord(
                  "maxQueued(\"5m\")", 1, 1, Meaning.FREE, (d, a) -> d.maxQueued(a.getFirst()))),
          Map.entry(
              "note",
              new VocabularyWord(
                  "note(text)", 1, 1, Meaning.FREE, (d, a) -> d.note(a.getFirst()))));

  private static long whole(String word, String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: '%s' (expected: a whole number)".formatted(word, text), e);
    }
  }

  Optional<VocabularyWord> find(String name) {
    return Optional.ofNullable(words.get(name));
  }

  Set<String> names() {
    return words.keySet();
  }
}
