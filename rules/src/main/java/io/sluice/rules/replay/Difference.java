package io.sluice.rules.replay;

import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.GroupName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How two verdicts on the same statement differ. What no rule routed counts as routed to the
 * default group.
 *
 * @param change what of it matters most
 * @param from the group that was said first; none when it was rejected
 * @param to the group that is said now; none when it is rejected
 * @param words which other words differ; of a move or a rejection, those that still compare
 */
record Difference(
    Change change, Optional<GroupName> from, Optional<GroupName> to, Set<WordKind> words) {
  private static final Set<WordKind> NO_WORDS = Set.of();

  static Difference between(Verdict before, Verdict now, GroupName defaultGroup) {
    Outcome then = resolved(before.outcome(), defaultGroup);
    Outcome next = resolved(now.outcome(), defaultGroup);
    Set<WordKind> words = words(before, then, now, next);
    Optional<GroupName> from = group(then);
    Optional<GroupName> to = group(next);
    return new Difference(change(from, to, words), from, to, words);
  }

  private static Change change(
      Optional<GroupName> from, Optional<GroupName> to, Set<WordKind> words) {
    if (from.equals(to)) {
      boolean effective = words.size() > (words.contains(WordKind.NOTES) ? 1 : 0);
      return effective ? Change.WORDS : Change.NONE;
    }
    if (to.isEmpty()) {
      return Change.NEWLY_REJECTED;
    }
    return from.isEmpty() ? Change.NO_LONGER_REJECTED : Change.MOVED;
  }

  private static Outcome resolved(Outcome outcome, GroupName defaultGroup) {
    return outcome instanceof Outcome.Unrouted
        ? new Outcome.Route(defaultGroup, List.of(), false, Optional.empty(), Optional.empty())
        : outcome;
  }

  private static Optional<GroupName> group(Outcome outcome) {
    return outcome instanceof Outcome.Route route ? Optional.of(route.group()) : Optional.empty();
  }

  private static Set<WordKind> words(Verdict before, Outcome then, Verdict now, Outcome next) {
    EnumSet<WordKind> differing = EnumSet.noneOf(WordKind.class);
    note(differing, WordKind.SESSION, before.session(), now.session());
    note(differing, WordKind.TAGS, before.addedTags(), now.addedTags());
    note(differing, WordKind.PRIORITY, before.priority(), now.priority());
    note(differing, WordKind.MAX_QUEUED, before.maxQueued(), now.maxQueued());
    note(differing, WordKind.NOTES, before.notes(), now.notes());
    if (then instanceof Outcome.Route one && next instanceof Outcome.Route other) {
      note(differing, WordKind.FALLBACK, one.fallbacks(), other.fallbacks());
      note(differing, WordKind.STRICT, one.strict(), other.strict());
      note(differing, WordKind.PIN, one.pin(), other.pin());
      note(differing, WordKind.SELECT, one.selection(), other.selection());
    }
    if (then instanceof Outcome.Reject one && next instanceof Outcome.Reject other) {
      note(differing, WordKind.MESSAGE, one.message(), other.message());
    }
    return differing.isEmpty() ? NO_WORDS : Collections.unmodifiableSet(differing);
  }

  private static void note(Set<WordKind> differing, WordKind kind, Object one, Object other) {
    if (!one.equals(other)) {
      differing.add(kind);
    }
  }
}
