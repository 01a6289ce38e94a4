package io.sluice.rules.decision;

import io.sluice.rules.decision.Speech.Overruled;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one rule wants to become of the statement, before other rules are looked at. */
final class Proposal {
  private final Destinations destinations;
  private final List<Word> standing = new ArrayList<>();
  private final List<Overruled> overruled = new ArrayList<>();
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
  private final Optional<Outcome> outcome;

  Proposal(List<Word> words, Destinations destinations) {
    this.destinations = destinations;
    for (Word word : words) {
      if (word instanceof Word.Unknown(String text, String reason)) {
        flags.add(Flag.UNKNOWN_TARGET);
        overruled.add(new Overruled(text, reason));
      }
    }
    this.outcome = decide(words);
  }

  /** The wish; empty when the rule has none. */
  Optional<Outcome> outcome() {
    return outcome;
  }

  /** The words that stand or fall with the wish. */
  List<Word> standing() {
    return standing;
  }

  /** Words that have no effect even if the wish is granted. */
  List<Overruled> overruled() {
    return overruled;
  }

  Set<Flag> flags() {
    return flags;
  }

  private Optional<Outcome> decide(List<Word> words) {
    List<Word> deciding =
        words.stream().filter(w -> w instanceof Word.ToGroup || w instanceof Word.Refuse).toList();
    if (deciding.isEmpty()) {
      return decideByPin(words);
    }
    Word first = deciding.getFirst();
    standing.add(first);
    deciding.stream().skip(1).forEach(word -> settleSecond(first, word));
    return switch (first) {
      case Word.ToGroup(String _, GroupName group) -> Optional.of(route(group, words));
      case Word.Refuse(String text, String message) -> {
        overruleAdjuncts(words, "the same rule says " + text);
        yield Optional.of(new Outcome.Reject(message));
      }
      default -> throw new AssertionError("only these two were kept: " + first);
    };
  }

  private void settleSecond(Word first, Word word) {
    overruled.add(new Overruled(word.text(), "the same rule says " + first.text()));
    boolean agree =
        first instanceof Word.ToGroup one
            && word instanceof Word.ToGroup other
            && one.group().equals(other.group());
    boolean bothRefuse = first instanceof Word.Refuse && word instanceof Word.Refuse;
    if (!agree && !bothRefuse) {
      flags.add(Flag.AMBIGUOUS);
    }
  }

  private Optional<Outcome> decideByPin(List<Word> words) {
    for (Word word : words) {
      if (word instanceof Word.ToCluster(String text, ClusterName cluster)) {
        Optional<GroupName> home = destinations.homeOf(cluster);
        if (home.isPresent()) {
          return Optional.of(route(home.get(), words));
        }
        flags.add(Flag.UNKNOWN_TARGET);
        overruled.add(new Overruled(text, "the cluster's group is not known"));
        return Optional.empty();
      }
    }
    overruleAdjuncts(words, "the rule routes nowhere");
    return Optional.empty();
  }

  private Outcome.Route route(GroupName group, List<Word> words) {
    boolean strict = words.stream().anyMatch(Word.Strict.class::isInstance);
    var fallbacks = new LinkedHashSet<GroupName>();
    Optional<ClusterName> pin = Optional.empty();
    Optional<String> selection = Optional.empty();
    for (Word word : words) {
      switch (word) {
        case Word.Strict _ -> standing.add(word);
        case Word.Fallback(String text, var _) when strict ->
            overruled.add(new Overruled(text, "the same rule says strict()"));
        case Word.Fallback(String _, List<GroupName> groups) -> {
          standing.add(word);
          fallbacks.addAll(groups);
        }
        case Word.ToCluster(String _, ClusterName cluster) -> {
          pin = settle(pin, cluster, word, homeProblem(cluster, group));
        }
        case Word.Select(String _, String policy) ->
            selection = settle(selection, policy, word, Optional.empty());
        case Word.ToGroup _, Word.Refuse _, Word.Unknown _ -> {}
        case Word.SetSession _, Word.AddTag _, Word.Prioritise _ -> {}
        case Word.LimitQueue _, Word.Note _ -> {}
      }
    }
    fallbacks.remove(group);
    return new Outcome.Route(group, List.copyOf(fallbacks), strict, pin, selection);
  }

  private Optional<String> homeProblem(ClusterName cluster, GroupName group) {
    Optional<GroupName> home = destinations.homeOf(cluster).filter(h -> !h.equals(group));
    home.ifPresent(_ -> flags.add(Flag.UNKNOWN_TARGET));
    return home.map("the cluster belongs to group '%s'"::formatted);
  }

  /** Takes the first value of a kind; a second one, or one with a problem, is overruled. */
  private <T> Optional<T> settle(Optional<T> first, T value, Word word, Optional<String> problem) {
    if (problem.isPresent()) {
      overruled.add(new Overruled(word.text(), problem.get()));
      return first;
    }
    if (first.isPresent()) {
      overruled.add(new Overruled(word.text(), "the same rule has said another"));
      return first;
    }
    standing.add(word);
    return Optional.of(value);
  }

  private void overruleAdjuncts(List<Word> words, String reason) {
    for (Word word : words) {
      if (word instanceof Word.Fallback
          || word instanceof Word.Strict
          || word instanceof Word.Select
          || word instanceof Word.ToCluster) {
        overruled.add(new Overruled(word.text(), reason));
      }
    }
  }
}
