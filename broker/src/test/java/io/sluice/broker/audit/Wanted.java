package io.sluice.broker.audit;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.time.Instant;
import java.util.Optional;

/** Spells filters out, condition by condition. */
final class Wanted {
  private Optional<String> user = Optional.empty();
  private Optional<String> source = Optional.empty();
  private Optional<GroupName> group = Optional.empty();
  private Optional<ClusterName> cluster = Optional.empty();
  private Optional<String> rule = Optional.empty();
  private Optional<DecisionOutcome> outcome = Optional.empty();
  private Optional<QueryState> state = Optional.empty();
  private Optional<Instant> from = Optional.empty();
  private Optional<Instant> to = Optional.empty();
  private Optional<String> text = Optional.empty();

  Wanted user(String value) {
    user = Optional.of(value);
    return this;
  }

  Wanted source(String value) {
    source = Optional.of(value);
    return this;
  }

  Wanted group(String value) {
    group = Optional.of(new GroupName(value));
    return this;
  }

  Wanted cluster(String value) {
    cluster = Optional.of(new ClusterName(value));
    return this;
  }

  Wanted rule(String value) {
    rule = Optional.of(value);
    return this;
  }

  Wanted outcome(DecisionOutcome value) {
    outcome = Optional.of(value);
    return this;
  }

  Wanted state(QueryState value) {
    state = Optional.of(value);
    return this;
  }

  Wanted between(Instant first, Instant end) {
    from = Optional.of(first);
    to = Optional.of(end);
    return this;
  }

  Wanted text(String value) {
    text = Optional.of(value);
    return this;
  }

  DecisionFilter filter() {
    return new DecisionFilter(user, source, group, cluster, rule, outcome, state, from, to, text);
  }
}
