package io.sluice.broker.audit;

import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads a {@link Verdict} out of JSON, but not the rules that fired; holds its fields meanwhile.
 */
final class PastVerdict {
  private final JsonCursor in;
  private String kind = "";
  private String group = "";
  private List<GroupName> fallbacks = List.of();
  private boolean strict;
  private Optional<ClusterName> pin = Optional.empty();
  private Optional<String> selection = Optional.empty();
  private String message = "";
  private Map<String, String> session = Map.of();
  private Set<String> addedTags = Set.of();
  private OptionalInt priority = OptionalInt.empty();
  private Optional<Duration> maxQueued = Optional.empty();
  private List<String> notes = List.of();
  private String version = "";
  private Optional<String> winner = Optional.empty();
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
  private String problem = "";

  private PastVerdict(JsonCursor in) {
    this.in = in;
  }

  static PastVerdict read(JsonCursor in) throws IOException {
    var fields = new PastVerdict(in);
    in.object(fields::field);
    return fields;
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "outcome" -> in.object(this::outcomeField);
      case "session" -> session = in.textMap();
      case "addedTags" -> addedTags = Set.copyOf(in.texts());
      case "priority" -> priority = OptionalInt.of(in.integer());
      case "maxQueued" -> maxQueued = Optional.of(PastMoment.seconds(in));
      case "notes" -> notes = in.texts();
      case "explanation" -> in.object(this::explanationField);
      default -> in.skip();
    }
  }

  private void outcomeField(String name) throws IOException {
    switch (name) {
      case "kind" -> kind = in.text();
      case "group" -> group = in.text();
      case "fallbacks" -> fallbacks = in.texts().stream().map(GroupName::new).toList();
      case "strict" -> strict = in.truth();
      case "pin" -> pin = Optional.of(new ClusterName(in.text()));
      case "selection" -> selection = Optional.of(in.text());
      case "message" -> message = in.text();
      default -> in.skip();
    }
  }

  private void explanationField(String name) throws IOException {
    switch (name) {
      case "version" -> version = in.text();
      case "winner" -> winner = Optional.of(in.text());
      case "flags" -> in.texts().forEach(flag -> flags.add(Flag.valueOf(flag)));
      case "problem" -> problem = in.text();
      default -> in.skip();
    }
  }

  Verdict verdict() {
    return new Verdict(
        outcome(),
        session,
        addedTags,
        priority,
        maxQueued,
        notes,
        new Explanation(new RuleSetVersion(version), winner, List.of(), flags, problem, 0));
  }

  private Outcome outcome() {
    return switch (kind) {
      case "route" -> new Outcome.Route(new GroupName(group), fallbacks, strict, pin, selection);
      case "reject" -> new Outcome.Reject(message);
      case "unrouted" -> new Outcome.Unrouted();
      default -> throw new IllegalArgumentException("outcome: '%s' is of no kind".formatted(kind));
    };
  }
}
