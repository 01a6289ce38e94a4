package io.sluice.rules.drools;

import io.sluice.rules.decision.Decision;
import io.sluice.rules.decision.Destinations;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.language.Deadline;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.Targets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Evaluates on a kept session, and replaces the session whenever something went wrong in it. */
final class DroolsEvaluator implements Evaluator {
  private static final int NANOS_PER_MICRO = 1_000;

  private final Network network;
  private final RuleSetVersion version;
  private final Targets targets;
  private final EvaluationLimits limits;
  private final LongSupplier nanoTime;

  private Optional<KeptSession> session = Optional.empty();
  private List<Group> groups = List.of();
  private List<Cluster> clusters = List.of();
  private Destinations destinations;

  DroolsEvaluator(
      Network network,
      RuleSetVersion version,
      Targets targets,
      EvaluationLimits limits,
      LongSupplier nanoTime) {
    this.network = network;
    this.version = version;
    this.targets = targets;
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.destinations = destinations(targets, List.of(), List.of());
  }

  @Override
  public Verdict evaluate(Facts facts) {
    KeptSession kept = session.orElseGet(this::freshSession);
    session = Optional.of(kept);
    follow(facts);
    long start = nanoTime.getAsLong();
    var decision = new Decision(facts.query().user(), destinations);
    var deadline = new Deadline(nanoTime, start, limits.budget().toNanos());
    boolean finished = false;
    try {
      int fired =
          ScopedValue.where(Deadline.CURRENT, deadline)
              .call(() -> kept.run(facts, decision, limits.maxFirings()));
      finished = fired <= limits.maxFirings();
      return finished
          ? decision.verdict(version, micros(start))
          : unfinished(decision, tooManyFirings(decision), start);
    } catch (RuntimeException e) { // The engine wraps what rules throw in types of its own.
      return unfinished(decision, failure(e, decision), start);
    } finally {
      if (!finished) {
        close();
      }
    }
  }

  @Override
  public void close() {
    session.ifPresent(KeptSession::dispose);
    session = Optional.empty();
  }

  /**
   * Opens the session before the first statement comes. The engine sets up each rule when it first
   * looks at it, which for a thousand rules can take longer than a statement's budget.
   */
  void prepare() {
    session = Optional.of(freshSession());
  }

  private KeptSession freshSession() {
    var fresh = new KeptSession(network);
    ScopedValue.where(Deadline.CURRENT, Deadline.rehearsal()).run(fresh::touchEveryRule);
    return fresh;
  }

  /** What ended an evaluation, and the rule that is to blame. */
  private record Failure(Flag flag, String problem, Optional<String> offender) {}

  private Verdict unfinished(Decision decision, Failure failure, long start) {
    return decision.unfinished(
        version, failure.flag(), failure.problem(), failure.offender(), micros(start));
  }

  private Failure failure(RuntimeException thrown, Decision decision) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RuleFailure failed) {
        Optional<String> offender = Optional.of(failed.origin().rule());
        return failed.isOverBudget()
            ? new Failure(
                Flag.OVER_BUDGET,
                "the evaluation took longer than its budget of %d ms; it was at %s"
                    .formatted(limits.budget().toMillis(), failed.origin()),
                offender)
            : new Failure(Flag.RULE_FAILED, String.valueOf(failed.getMessage()), offender);
      }
    }
    Optional<Origin> last = decision.speaker().map(Origin::of);
    return new Failure(
        Flag.RULE_FAILED,
        "the engine failed: %s; the last rule that fired: %s"
            .formatted(thrown, last.map(Origin::toString).orElse("none")),
        last.map(Origin::rule));
  }

  private Failure tooManyFirings(Decision decision) {
    Optional<Origin> busiest = decision.busiest().map(Origin::of);
    return new Failure(
        Flag.FIRING_LIMIT,
        "rules fired more than %d times; most often: %s"
            .formatted(limits.maxFirings(), busiest.map(Origin::toString).orElse("none")),
        busiest.map(Origin::rule));
  }

  private long micros(long start) {
    return (nanoTime.getAsLong() - start) / NANOS_PER_MICRO;
  }

  private void follow(Facts facts) {
    // Equality of the unchanged is cheap: the lists are the same instances.
    if (!groups.equals(facts.groups()) || !clusters.equals(facts.clusters())) {
      groups = facts.groups();
      clusters = facts.clusters();
      destinations = destinations(targets, groups, clusters);
    }
  }

  /** What exists now, and what existed when the set was compiled. */
  private static Destinations destinations(
      Targets targets, List<Group> groups, List<Cluster> clusters) {
    var allGroups = new HashSet<>(targets.groups());
    groups.forEach(group -> allGroups.add(new GroupName(group.name())));
    var allClusters = new HashSet<>(targets.clusters());
    Map<ClusterName, GroupName> homes = new HashMap<>();
    for (Cluster cluster : clusters) {
      var name = new ClusterName(cluster.name());
      allClusters.add(name);
      homes.put(name, new GroupName(cluster.group()));
    }
    return new Destinations(allGroups, allClusters, homes);
  }
}
