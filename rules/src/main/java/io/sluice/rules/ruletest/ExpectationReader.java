package io.sluice.rules.ruletest;

import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.language.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a test expects. One reader for one test. */
final class ExpectationReader {
  private static final List<String> KEYS =
      List.of(
          "group",
          "default",
          "reject",
          "rule",
          "fallback",
          "strict",
          "pin",
          "select",
          "session",
          "addedTags",
          "priority",
          "maxQueued",
          "notes",
          "fired",
          "notFired",
          "overruled",
          "flags");
  private static final List<String> OUTCOMES = List.of("group", "default", "reject");
  private static final List<String> FLAGS = Arrays.stream(Flag.values()).map(Flag::name).toList();

  private final Values values;
  private final TestProblems problems;
  private final List<Expectation> expectations = new ArrayList<>();
  private final Set<String> rules = new LinkedHashSet<>();
  private final Set<String> groups = new LinkedHashSet<>();
  private final Set<String> clusters = new LinkedHashSet<>();

  ExpectationReader(Values values, TestProblems problems) {
    this.values = values;
    this.problems = problems;
  }

  List<Expectation> read(Node node) {
    Mapping all = Mapping.of(node, "expect", problems);
    if (node instanceof MappingNode && all.entries().isEmpty()) {
      problems.add(
          node.getStartMark(),
          "expect: empty (expected: what should come of it, such as { group: etl })");
    }
    Mapping said = all.only(KEYS, problems);
    outcome(said);
    readEach(said, "rule", values::text, this::winner);
    readEach(said, "fallback", values::texts, this::fallback);
    readEach(said, "strict", values::flag, this::strict);
    readEach(said, "pin", values::text, this::pin);
    readEach(said, "select", values::text, this::select);
    readEach(said, "session", values::pairs, this::session);
    readEach(said, "addedTags", values::texts, this::addedTags);
    readEach(said, "priority", (at, path) -> values.whole(at, path, 100), this::priority);
    readEach(
        said,
        "maxQueued",
        values::duration,
        limit ->
            expect(
                "maxQueued",
                Seen.duration(limit),
                verdict -> verdict.maxQueued().equals(Optional.of(limit)),
                verdict -> verdict.maxQueued().map(Seen::duration).orElse("none")));
    readEach(said, "notes", values::texts, this::notes);
    readEach(said, "fired", values::texts, this::fired);
    readEach(said, "notFired", values::texts, this::notFired);
    readEach(said, "overruled", values::texts, this::overruled);
    readEach(said, "flags", this::flagNames, this::flags);
    if (!said.has("flags")) {
      unflagged();
    }
    return List.copyOf(expectations);
  }

  /** The names of rules that the expectations name. */
  Set<String> rules() {
    return rules;
  }

  /** The names of groups that the expectations name. */
  Set<String> groups() {
    return groups;
  }

  /** The names of clusters that the expectations name. */
  Set<String> clusters() {
    return clusters;
  }

  private void outcome(Mapping said) {
    List<String> stated = OUTCOMES.stream().filter(said::has).toList();
    if (stated.size() > 1) {
      said.node(stated.get(1))
          .ifPresent(at ->
              problems.wrong(
                  at,
                  said.below(stated.get(1)),
                  "stands beside '" + stated.getFirst() + "'",
                  "one of group, default and reject"));
    }
    readEach(said, "group", values::text, this::group);
    readEach(said, "default", values::flag, this::toDefault);
    readEach(said, "reject", values::text, this::reject);
  }

  private static <T> void readEach(
      Mapping said, String key, BiFunction<Node, String, Optional<T>> reader, Consumer<T> use) {
    said.read(key, reader).ifPresent(use);
  }

  private void expect(
      String key, String expected, Predicate<Verdict> met, Function<Verdict, String> actual) {
    expectations.add(new Expectation(key, expected, met, actual));
  }

  private void group(String group) {
    groups.add(group);
    expect(
        "group",
        group,
        verdict -> Seen.ofRoute(verdict, it -> it.group().value()).equals(Optional.of(group)),
        verdict ->
            Seen.ofRoute(verdict, it -> it.group().value()).orElseGet(() -> Seen.outcome(verdict)));
  }

  private void toDefault(boolean unrouted) {
    expect(
        "default",
        unrouted ? "the default group (no rule routes)" : "a rule that routes or rejects",
        verdict -> verdict.outcome() instanceof Outcome.Unrouted == unrouted,
        Seen::outcome);
  }

  private void reject(String part) {
    expect(
        "reject",
        "a message with '%s'".formatted(part),
        verdict ->
            verdict.outcome() instanceof Outcome.Reject(String message) && message.contains(part),
        Seen::outcome);
  }

  private void winner(String rule) {
    rules.add(rule);
    expect(
        "rule",
        rule,
        verdict -> verdict.explanation().winner().equals(Optional.of(rule)),
        verdict -> verdict.explanation().winner().orElse("none"));
  }

  private void fallback(List<String> names) {
    groups.addAll(names);
    expect(
        "fallback",
        Seen.listed(names),
        verdict -> fallbacks(verdict).equals(names),
        verdict -> Seen.listed(fallbacks(verdict)));
  }

  private static List<String> fallbacks(Verdict verdict) {
    return Seen.ofRoute(verdict, route -> route.fallbacks().stream().map(GroupName::value).toList())
        .orElse(List.of());
  }

  private void strict(boolean strict) {
    expect(
        "strict",
        String.valueOf(strict),
        verdict -> Seen.ofRoute(verdict, Outcome.Route::strict).orElse(false) == strict,
        verdict -> Seen.ofRoute(verdict, Outcome.Route::strict).orElse(false).toString());
  }

  private void pin(String cluster) {
    clusters.add(cluster);
    Function<Verdict, Optional<String>> pinned =
        verdict ->
            Seen.ofRoute(verdict, Outcome.Route::pin)
                .flatMap(Function.identity())
                .map(ClusterName::value);
    expect(
        "pin",
        cluster,
        verdict -> pinned.apply(verdict).equals(Optional.of(cluster)),
        verdict -> pinned.apply(verdict).orElse("none"));
  }

  private void select(String policy) {
    Function<Verdict, Optional<String>> selected =
        verdict -> Seen.ofRoute(verdict, Outcome.Route::selection).flatMap(Function.identity());
    expect(
        "select",
        policy,
        verdict -> selected.apply(verdict).equals(Optional.of(policy)),
        verdict -> selected.apply(verdict).orElse("none"));
  }

  private void session(Map<String, String> properties) {
    expect(
        "session",
        Seen.pairs(properties),
        verdict -> verdict.session().equals(properties),
        verdict -> Seen.pairs(verdict.session()));
  }

  private void addedTags(List<String> tags) {
    expect(
        "addedTags",
        Seen.sorted(tags),
        verdict -> verdict.addedTags().equals(new HashSet<>(tags)),
        verdict -> Seen.sorted(verdict.addedTags()));
  }

  private void priority(long priority) {
    expect(
        "priority",
        String.valueOf(priority),
        verdict -> verdict.priority().isPresent() && verdict.priority().getAsInt() == priority,
        verdict ->
            verdict.priority().isPresent()
                ? String.valueOf(verdict.priority().getAsInt())
                : "none");
  }

  private void notes(List<String> notes) {
    expect(
        "notes",
        Seen.listed(notes),
        verdict -> verdict.notes().equals(notes),
        verdict -> Seen.listed(verdict.notes()));
  }

  private void fired(List<String> names) {
    rules.addAll(names);
    expect(
        "fired",
        Seen.listed(names),
        verdict -> Seen.fired(verdict).containsAll(names),
        verdict -> Seen.sorted(Seen.fired(verdict)));
  }

  private void notFired(List<String> names) {
    rules.addAll(names);
    expect(
        "notFired",
        "none of " + Seen.listed(names),
        verdict -> names.stream().noneMatch(Seen.fired(verdict)::contains),
        verdict -> Seen.sorted(Seen.fired(verdict)));
  }

  private void overruled(List<String> names) {
    rules.addAll(names);
    expect(
        "overruled",
        Seen.listed(names),
        verdict -> Seen.overruled(verdict).containsAll(names),
        verdict -> Seen.sorted(Seen.overruled(verdict)));
  }

  private Optional<List<String>> flagNames(Node node, String path) {
    Optional<List<String>> names = values.texts(node, path);
    names.orElse(List.of()).stream()
        .filter(name -> !FLAGS.contains(name))
        .forEach(name ->
            problems.add(
                node.getStartMark(),
                "%s: '%s' is no flag; %s".formatted(path, name, Nearest.hint(name, FLAGS))));
    return names;
  }

  private void flags(List<String> names) {
    expect(
        "flags",
        "exactly " + Seen.sorted(names),
        verdict -> Seen.flags(verdict).equals(new HashSet<>(names)),
        verdict -> Seen.sorted(Seen.flags(verdict)) + problem(verdict));
  }

  /** An evaluation that broke off sends the statement to the default group: no test means that. */
  private void unflagged() {
    expect(
        "flags",
        "an evaluation that comes to its end",
        verdict -> verdict.explanation().problem().isEmpty(),
        verdict -> Seen.sorted(Seen.flags(verdict)) + problem(verdict));
  }

  private static String problem(Verdict verdict) {
    Explanation explanation = verdict.explanation();
    return explanation.problem().isEmpty() ? "" : " (" + explanation.problem() + ")";
  }
}
