package io.sluice.rules.replay;

import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.RuleSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what a replay finds, in memory that does not grow with the number of decisions: what has
 * more distinct values than fit is counted under "others".
 *
 * <p>For one thread; {@link #addAll} joins those of several.
 */
public final class Tally {
  private static final int MOST_SHIFTS = 500;
  private static final int MOST_WINNERS = 1000;

  private final GroupName defaultGroup;
  private final int examples;

  private final Map<Change, Long> changes = new EnumMap<>(Change.class);
  private final Map<WordKind, Long> words = new EnumMap<>(WordKind.class);
  private final Map<Pair<GroupName>, Moved> shifts = new HashMap<>();
  private final Map<Pair<String>, Long> winners = new HashMap<>();
  private final Map<String, Long> fired = new HashMap<>();
  private final Map<String, Long> won = new HashMap<>();
  private final Map<Flag, Long> flagsBefore = new EnumMap<>(Flag.class);
  private final Map<Flag, Flagged> flagsNow = new EnumMap<>(Flag.class);
  private long decisions;
  private long withoutFleet;
  private long textCut;
  private long otherShifts;
  private long otherWinners;

  /**
   * @param defaultGroup the group for what no rule routes
   * @param examples how many examples to keep of each shift and each flag
   */
  public Tally(GroupName defaultGroup, int examples) {
    this.defaultGroup = defaultGroup;
    this.examples = examples;
  }

  private record Pair<T>(Optional<T> from, Optional<T> to) {}

  private final class Moved {
    private final Examples kept = new Examples(examples);
    private long count;
    private long cpuMillis;
    private long withCpu;
  }

  private final class Flagged {
    private final Examples kept = new Examples(examples);
    private long count;
    private String problem = "";
    private String problemOf = "";

    /** Keeps the problem of the earliest decision. */
    private void explain(String decision, String what) {
      if (problemOf.isEmpty() || decision.compareTo(problemOf) < 0) {
        problemOf = decision;
        problem = what;
      }
    }
  }

  void add(RecordedDecision decision, Verdict now) {
    Explanation then = decision.verdict().explanation();
    Explanation next = now.explanation();
    decisions++;
    withoutFleet += decision.fleetRecorded() ? 0 : 1;
    textCut += decision.textCut() ? 1 : 0;
    addDifference(decision, Difference.between(decision.verdict(), now, defaultGroup), next);
    addWinner(then.winner(), next.winner());
    for (FiredRule rule : next.fired()) {
      count(fired, rule.name(), 1);
    }
    then.flags().forEach(flag -> count(flagsBefore, flag, 1));
    for (Flag flag : next.flags()) {
      Flagged flagged = flagsNow.computeIfAbsent(flag, _ -> new Flagged());
      flagged.count++;
      flagged.explain(decision.id(), next.problem());
      flagged.kept.offer(decision, next.winner());
    }
  }

  private void addDifference(RecordedDecision decision, Difference difference, Explanation next) {
    count(changes, difference.change(), 1);
    difference.words().forEach(word -> count(words, word, 1));
    if (difference.change() == Change.NONE || difference.change() == Change.WORDS) {
      return;
    }
    var pair = new Pair<>(difference.from(), difference.to());
    Moved moved = shifts.get(pair);
    if (moved == null) {
      if (shifts.size() >= MOST_SHIFTS) {
        otherShifts++;
        return;
      }
      moved = new Moved();
      shifts.put(pair, moved);
    }
    moved.count++;
    if (decision.cpuMillis().isPresent()) {
      moved.withCpu++;
      moved.cpuMillis += decision.cpuMillis().getAsLong();
    }
    moved.kept.offer(decision, next.winner());
  }

  private void addWinner(Optional<String> then, Optional<String> next) {
    next.ifPresent(rule -> count(won, rule, 1));
    if (!then.equals(next)) {
      addWinners(new Pair<>(then, next), 1);
    }
  }

  private void addWinners(Pair<String> pair, long number) {
    if (winners.size() >= MOST_WINNERS && !winners.containsKey(pair)) {
      otherWinners += number;
    } else {
      count(winners, pair, number);
    }
  }

  private static <K> void count(Map<K, Long> counts, K key, long number) {
    counts.merge(key, number, Long::sum);
  }

  /** Adds what another one has counted. */
  public void addAll(Tally other) {
    decisions += other.decisions;
    withoutFleet += other.withoutFleet;
    textCut += other.textCut;
    otherShifts += other.otherShifts;
    otherWinners += other.otherWinners;
    other.changes.forEach((change, number) -> count(changes, change, number));
    other.words.forEach((word, number) -> count(words, word, number));
    other.fired.forEach((rule, number) -> count(fired, rule, number));
    other.won.forEach((rule, number) -> count(won, rule, number));
    other.flagsBefore.forEach((flag, number) -> count(flagsBefore, flag, number));
    other.winners.forEach(this::addWinners);
    other.shifts.forEach(this::addShift);
    other.flagsNow.forEach(this::addFlag);
  }

  private void addShift(Pair<GroupName> pair, Moved others) {
    if (shifts.size() >= MOST_SHIFTS && !shifts.containsKey(pair)) {
      otherShifts += others.count;
      return;
    }
    Moved moved = shifts.computeIfAbsent(pair, _ -> new Moved());
    moved.count += others.count;
    moved.cpuMillis += others.cpuMillis;
    moved.withCpu += others.withCpu;
    moved.kept.addAll(others.kept);
  }

  private void addFlag(Flag flag, Flagged others) {
    Flagged flagged = flagsNow.computeIfAbsent(flag, _ -> new Flagged());
    flagged.count += others.count;
    flagged.explain(others.problemOf, others.problem);
    flagged.kept.addAll(others.kept);
  }

  /** How many decisions have been counted. */
  public long decisions() {
    return decisions;
  }

  /** What has been counted, of a replay of {@code rules}. */
  public ReplayReport report(RuleSet rules) {
    return new ReplayReport(
        rules.version(),
        decisions,
        changes.getOrDefault(Change.NONE, 0L),
        changes.getOrDefault(Change.WORDS, 0L),
        changes.getOrDefault(Change.MOVED, 0L),
        changes.getOrDefault(Change.NEWLY_REJECTED, 0L),
        changes.getOrDefault(Change.NO_LONGER_REJECTED, 0L),
        withoutFleet,
        textCut,
        shifts(),
        otherShifts,
        words,
        successions(),
        otherWinners,
        rules.rules().stream()
            .map(rule ->
                new RuleCount(
                    rule, fired.getOrDefault(rule.name(), 0L), won.getOrDefault(rule.name(), 0L)))
            .toList(),
        flags());
  }

  private List<Shift> shifts() {
    return shifts.entrySet().stream()
        .map(entry -> shift(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(Shift::count)
                .reversed()
                .thenComparing(shift -> shift.from() + ">" + shift.to()))
        .toList();
  }

  private Shift shift(Pair<GroupName> pair, Moved moved) {
    return new Shift(
        pair.from(),
        pair.to(),
        moved.count,
        (double) moved.count / decisions,
        moved.cpuMillis,
        moved.withCpu,
        moved.kept.list());
  }

  private List<Succession> successions() {
    return winners.entrySet().stream()
        .map(entry -> new Succession(entry.getKey().from(), entry.getKey().to(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(Succession::count)
                .reversed()
                .thenComparing(it -> it.from() + ">" + it.to()))
        .toList();
  }

  private List<FlagCount> flags() {
    Map<Flag, Flagged> all = new LinkedHashMap<>();
    for (Flag flag : Flag.values()) {
      if (flagsNow.containsKey(flag) || flagsBefore.containsKey(flag)) {
        all.put(flag, flagsNow.getOrDefault(flag, new Flagged()));
      }
    }
    return all.entrySet().stream()
        .map(entry ->
            new FlagCount(
                entry.getKey(),
                flagsBefore.getOrDefault(entry.getKey(), 0L),
                entry.getValue().count,
                entry.getValue().problem,
                entry.getValue().kept.list()))
        .toList();
  }
}
