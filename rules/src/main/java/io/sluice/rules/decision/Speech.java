package io.sluice.rules.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * All that one rule said for one statement. A rule fires once for each combination of facts that
 * fulfils it, in an order that is the engine's; so firings are sorted by what they said.
 */
final class Speech {
  private final Speaker speaker;
  private final List<SequencedSet<Word>> firings = new ArrayList<>();

  Speech(Speaker speaker) {
    this.speaker = speaker;
  }

  Speaker speaker() {
    return speaker;
  }

  void nextFiring() {
    firings.add(new LinkedHashSet<>());
  }

  int firings() {
    return firings.size();
  }

  void hear(Word word) {
    firings.getLast().add(word);
  }

  /** Every word once: by firing, then as the rule has them. */
  List<Word> words() {
    if (firings.size() == 1) {
      return List.copyOf(firings.getFirst());
    }
    return firings.stream()
        .sorted(Comparator.comparing(Speech::textOf))
        .flatMap(SequencedSet::stream)
        .distinct()
        .toList();
  }

  private static String textOf(SequencedSet<Word> firing) {
    return firing.stream().map(Word::text).collect(Collectors.joining("\n"));
  }

  /**
   * The record of this rule.
   *
   * @param words what {@link #words} gave
   * @param overruled the words without effect, with the reasons
   */
  FiredRule record(List<Word> words, List<Overruled> overruled) {
    List<String> said = words.stream().map(Word::text).distinct().toList();
    Map<String, String> reasons = new LinkedHashMap<>();
    for (Overruled word : overruled) {
      reasons.merge(word.text(), word.reason(), (first, second) -> first + "; " + second);
    }
    List<String> lines =
        reasons.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
    return new FiredRule(
        speaker.name(), speaker.place(), speaker.salience(), speaker.metadata(), said, lines);
  }

  /** A word that had no effect. */
  record Overruled(String text, String reason) {}
}
