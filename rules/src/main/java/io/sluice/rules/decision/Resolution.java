package io.sluice.rules.decision;

import io.sluice.rules.decision.Speech.Overruled;
import io.sluice.rules.fact.GroupName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Settles what comes of the words of all rules that fired: the semantics of {@link Decision}. */
final class Resolution {
  private final Destinations destinations;
  private final List<Speech> speeches;

  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
  private final List<FiredRule> fired = new ArrayList<>();
  private final Map<String, String> session = new LinkedHashMap<>();
  private final Map<String, Setting> settings = new HashMap<>();
  private final Set<String> tags = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();
  private OptionalInt priority = OptionalInt.empty();
  private Optional<Duration> maxQueued = Optional.empty();
  private Optional<Speaker> winner = Optional.empty();
  private Outcome outcome = new Outcome.Unrouted();

  /** A value that the first rule has set. */
  private record Setting(Speaker speaker, String value) {}

  /**
   * @param speeches in the order in which rules fire
   */
  Resolution(Destinations destinations, List<Speech> speeches) {
    this.destinations = destinations;
    this.speeches = speeches;
  }

  /** What rules said in an evaluation that did not come to its end. */
  static List<FiredRule> unheard(List<Speech> speeches) {
    return speeches.stream().map(Resolution::unheard).toList();
  }

  private static FiredRule unheard(Speech speech) {
    List<Word> words = speech.words();
    return speech.record(
        words,
        words.stream()
            .map(word -> new Overruled(word.text(), "the evaluation did not finish"))
            .toList());
  }

  Verdict verdict(RuleSetVersion version, long micros) {
    for (Speech speech : speeches) {
      var overruled = new ArrayList<Overruled>();
      List<Word> words = speech.words();
      settleDestination(speech.speaker(), words, overruled);
      settleAdditions(speech.speaker(), words, overruled);
      fired.add(speech.record(words, overruled));
    }
    var explanation = new Explanation(version, winner.map(Speaker::name), fired, flags, "", micros);
    return new Verdict(outcome, session, tags, priority, maxQueued, notes, explanation);
  }

  private void settleDestination(Speaker speaker, List<Word> words, List<Overruled> overruled) {
    var proposal = new Proposal(words, destinations);
    overruled.addAll(proposal.overruled());
    flags.addAll(proposal.flags());
    if (proposal.outcome().isEmpty()) {
      return;
    }
    Outcome proposed = proposal.outcome().get();
    if (winner.isEmpty()) {
      winner = Optional.of(speaker);
      outcome = proposed;
      return;
    }
    Speaker first = winner.get();
    proposal
        .standing()
        .forEach(w -> overruled.add(new Overruled(w.text(), first.described() + " comes first")));
    if (first.salience() == speaker.salience() && differ(outcome, proposed)) {
      flags.add(Flag.AMBIGUOUS);
    }
  }

  private static boolean differ(Outcome one, Outcome other) {
    return switch (one) {
      case Outcome.Route(GroupName group, var _, var _, var _, var _) ->
          !(other instanceof Outcome.Route route && route.group().equals(group));
      case Outcome.Reject _ -> !(other instanceof Outcome.Reject);
      case Outcome.Unrouted _ -> !(other instanceof Outcome.Unrouted);
    };
  }

  private void settleAdditions(Speaker speaker, List<Word> words, List<Overruled> overruled) {
    for (Word word : words) {
      switch (word) {
        case Word.SetSession(String text, String name, String value) -> {
          if (settle(speaker, "session property " + name, value, text, overruled)) {
            session.putIfAbsent(name, value);
          }
        }
        case Word.Prioritise(String text, int level) -> {
          // The priority travels as this property: whichever rule comes first says its value.
          String value = Integer.toString(level);
          if (settle(speaker, "session property " + Verdict.PRIORITY, value, text, overruled)) {
            priority = OptionalInt.of(level);
          }
        }
        case Word.LimitQueue(String text, Duration longest) -> {
          if (settle(speaker, "maxQueued", WaitingTime.text(longest), text, overruled)) {
            maxQueued = Optional.of(longest);
          }
        }
        case Word.AddTag add -> tags.add(add.tag());
        case Word.Note note -> notes.add(note.note());
        case Word.ToGroup _, Word.ToCluster _, Word.Refuse _ -> {}
        case Word.Fallback _, Word.Strict _, Word.Select _, Word.Unknown _ -> {}
      }
    }
  }

  /** Takes the first value of a kind; tells whether the value is, or is equal to, that one. */
  private boolean settle(
      Speaker speaker, String kind, String value, String text, List<Overruled> overruled) {
    Setting first = settings.putIfAbsent(kind, new Setting(speaker, value));
    if (first == null || first.value().equals(value)) {
      return true;
    }
    overruled.add(
        new Overruled(
            text, "%s has set it to '%s'".formatted(first.speaker().described(), first.value())));
    return false;
  }
}
