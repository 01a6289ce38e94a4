package io.sluice.rules.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.drools.RuleSetCompiler;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.fact.Usage;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.sql.SqlAnalyzer;
import io.sluice.rules.sql.SqlContext;
import io.sluice.rules.sql.SqlLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReplayTest {
  private static final GroupName ADHOC = new GroupName("adhoc");
  private static final Targets TARGETS =
      new Targets(
          IntStream.range(0, 1100)
              .mapToObj(i -> new GroupName("g" + i))
              .collect(Collectors.toSet()),
          Set.of());
  private static final Sql SQL =
      new SqlAnalyzer(SqlLimits.DEFAULT).analyzeWords("SELECT 1 FROM a.b.c", SqlContext.NONE);

  private static RuleSet rules(String text) {
    var compiler =
        new RuleSetCompiler(new EvaluationLimits(Duration.ofSeconds(30), 1000), System::nanoTime);
    return switch (compiler.compile(
        new RuleFiles(List.of(new RuleFile("rules.drl", text))), TARGETS)) {
      case Compilation.Compiled compiled -> compiled.ruleSet();
      case Compilation.Refused refused -> throw new AssertionError(refused.diagnostics());
    };
  }

  private static String rule(String name, String when, String then) {
    return "rule \"%s\"\nwhen\n  %s\nthen\n  %s\nend\n".formatted(name, when, then);
  }

  private static Facts facts(int number) {
    Query query = Query.of("u" + number % 10, Dialect.TRINO).withSource("s" + number % 3);
    return new Facts(
        query,
        SQL,
        Moment.at(Instant.parse("2026-11-23T00:00:00Z").plusSeconds(number * 60L), ZoneOffset.UTC),
        List.of(new Usage(Usage.USER, query.user(), 0, 0, 0, 0, 0, number, 0, 0)),
        new Learned(number, 0, 0, 0, 0, 0, 0),
        List.of(new Group("g1", 1, number % 2, 0, 0, 10, 0)),
        List.of());
  }

  /** What {@code rules} say of so many statements, as a record. */
  private static List<RecordedDecision> record(RuleSet rules, int count) {
    var record = new ArrayList<RecordedDecision>();
    try (Evaluator evaluator = rules.newEvaluator()) {
      for (int i = 0; i < count; i++) {
        Facts facts = facts(i);
        OptionalLong cpu = i % 4 == 0 ? OptionalLong.empty() : OptionalLong.of(i);
        record.add(
            new RecordedDecision(
                "id%06d".formatted(i), facts, i % 7 > 0, evaluator.evaluate(facts), cpu));
      }
    }
    return record;
  }

  private static ReplayReport replay(RuleSet candidate, List<RecordedDecision> record) {
    return replay(candidate, record, 2);
  }

  /** Two tallies, as two threads would have them, which take turns. */
  private static ReplayReport replay(
      RuleSet candidate, List<RecordedDecision> record, int examples) {
    var one = new Tally(ADHOC, examples);
    var other = new Tally(ADHOC, examples);
    try (Evaluator first = candidate.newEvaluator();
        Evaluator second = candidate.newEvaluator()) {
      var replays = List.of(new Replay(first, one), new Replay(second, other));
      for (int start = 0; start < record.size(); start += 10) {
        replays
            .get(start / 10 % 2)
            .add(record.subList(start, Math.min(record.size(), start + 10)), () -> false);
      }
    }
    other.addAll(one);
    return other.report(candidate);
  }

  private static final String TIMES =
      rule(
              "night",
              "Moment(hour >= 1)\n  Group(name == \"g1\", available > 0)",
              "decision.route(\"g1\");")
          + rule(
              "heavy",
              "Learned(runs > 50)\n  Usage(queriesLastDay > 70)",
              "decision.addTag(\"h\");")
          + rule("part", "Query(source == \"s1\")", "decision.split(\"g2:50, g3:50\");");

  @Test
  void sameRules_sayTheSame_whateverTheyLookAt() {
    ReplayReport report = replay(rules(TIMES), record(rules(TIMES), 200));

    assertThat(report.decisions()).isEqualTo(200);
    assertThat(report.same()).isEqualTo(200);
    assertThat(report.shifted()).isFalse();
    assertThat(report.shifts()).isEmpty();
    assertThat(report.winners()).isEmpty();
    assertThat(report.wordCounts()).isEmpty();
    assertThat(report.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @Test
  void shift_hasItsCount_itsShare_itsCpuTimeAndTheEarliestExamples() {
    List<RecordedDecision> record =
        record(rules(rule("old", "Query(source == \"s1\")", "decision.route(\"g1\");")), 30);
    RuleSet candidate = rules(rule("new", "Query(source == \"s1\")", "decision.route(\"g2\");"));

    ReplayReport report = replay(candidate, record);

    Shift shift = report.shifts().getFirst();
    assertThat(report.shifts()).hasSize(1);
    assertThat(shift.from()).contains(new GroupName("g1"));
    assertThat(shift.to()).contains(new GroupName("g2"));
    assertThat(shift.count()).isEqualTo(10);
    assertThat(shift.share()).isEqualTo(10 / 30.0);
    // 1, 4, 7 … 28; those that 4 divides have no known CPU time.
    assertThat(shift.withCpu()).isEqualTo(7);
    assertThat(shift.cpuMillis()).isEqualTo(1 + 7 + 10 + 13 + 19 + 22 + 25);
    assertThat(shift.examples())
        .extracting(Example::decision)
        .containsExactly("id000001", "id000004");
    assertThat(shift.examples().getFirst().ruleBefore()).contains("old");
    assertThat(shift.examples().getFirst().ruleNow()).contains("new");
    assertThat(report.winners())
        .containsExactly(new Succession(Optional.of("old"), Optional.of("new"), 10));
    assertThat(report.withoutFleet()).isEqualTo(5);
  }

  @Test
  void rejections_areTheirOwnKind_andTheDefaultGroupIsAGroup() {
    List<RecordedDecision> record =
        record(
            rules(
                rule("no", "Query(source == \"s0\")", "decision.reject(\"no\");")
                    + rule("one", "Query(source == \"s1\")", "decision.route(\"g1\");")),
            30);

    ReplayReport report =
        replay(rules(rule("no", "Query(source == \"s1\")", "decision.reject(\"never\");")), record);

    assertThat(report.newlyRejected()).isEqualTo(10);
    assertThat(report.noLongerRejected()).isEqualTo(10);
    assertThat(report.moved()).isZero();
    assertThat(report.same()).isEqualTo(10);
    assertThat(report.shifts())
        .extracting(shift -> shift.from() + " " + shift.to())
        .containsExactlyInAnyOrder("Optional.empty Optional[adhoc]", "Optional[g1] Optional.empty");
  }

  @Test
  void words_areComparedEachForItself_andNotesAreNoChange() {
    Verdict plain = verdict(rule("r", "Query()", "decision.route(\"g1\");"));

    assertThat(changed(plain, "decision.note(\"x\");"))
        .isEqualTo(Map.entry(Change.NONE, Set.of(WordKind.NOTES)));
    assertThat(changed(plain, "decision.session(\"a\", \"b\");"))
        .isEqualTo(Map.entry(Change.WORDS, Set.of(WordKind.SESSION)));
    assertThat(changed(plain, "decision.addTag(\"a\");"))
        .isEqualTo(Map.entry(Change.WORDS, Set.of(WordKind.TAGS)));
    assertThat(changed(plain, "decision.priority(7);"))
        .isEqualTo(Map.entry(Change.WORDS, Set.of(WordKind.PRIORITY)));
    assertThat(changed(plain, "decision.maxQueued(\"5m\");"))
        .isEqualTo(Map.entry(Change.WORDS, Set.of(WordKind.MAX_QUEUED)));
    assertThat(changed(plain, "decision.fallback(\"g2\");"))
        .isEqualTo(Map.entry(Change.WORDS, Set.of(WordKind.FALLBACK)));
    assertThat(changed(plain, "decision.strict();"))
        .isEqualTo(Map.entry(Change.WORDS, Set.of(WordKind.STRICT)));
    assertThat(changed(plain, "decision.select(\"round-robin\");"))
        .isEqualTo(Map.entry(Change.WORDS, Set.of(WordKind.SELECT)));
  }

  private static Map.Entry<Change, Set<WordKind>> changed(Verdict before, String words) {
    Verdict now = verdict(rule("r", "Query()", "decision.route(\"g1\");\n  " + words));
    Difference difference = Difference.between(before, now, ADHOC);
    return Map.entry(difference.change(), difference.words());
  }

  private static Verdict verdict(String text) {
    try (Evaluator evaluator = rules(text).newEvaluator()) {
      return evaluator.evaluate(facts(1));
    }
  }

  @Test
  void route_toTheDefaultGroup_isNoMove() {
    Verdict unrouted = verdict(rule("r", "Query(user == \"nobody\")", "decision.route(\"g1\");"));
    Verdict routed = verdict(rule("r", "Query()", "decision.route(\"g1\");"));

    assertThat(unrouted.outcome()).isInstanceOf(Outcome.Unrouted.class);
    assertThat(Difference.between(unrouted, routed, new GroupName("g1")).change())
        .isEqualTo(Change.NONE);
    assertThat(Difference.between(unrouted, routed, ADHOC).change()).isEqualTo(Change.MOVED);
  }

  @Test
  void rule_thatNeverFires_andOneThatIsAmbiguous_areTold() {
    RuleSet candidate =
        rules(
            rule("one", "Query(source == \"s1\")", "decision.route(\"g1\");")
                + rule("two", "Query(source == \"s1\")", "decision.route(\"g2\");")
                + rule("never", "Query(source == \"none\")", "decision.route(\"g2\");"));

    ReplayReport report = replay(candidate, record(rules(TIMES), 30));

    assertThat(report.rules())
        .extracting(RuleCount::fired, RuleCount::won)
        .containsExactly(tuple(10L, 10L), tuple(10L, 0L), tuple(0L, 0L));
    FlagCount flag = report.flags().getFirst();
    assertThat(flag.flag()).isEqualTo(Flag.AMBIGUOUS);
    assertThat(flag.now()).isEqualTo(10);
    assertThat(flag.before()).isZero();
    assertThat(flag.examples())
        .extracting(Example::decision)
        .containsExactly("id000001", "id000004");
  }

  @Test
  void memory_isBounded_whateverTheNumberOfShiftsAndWinners() {
    var text = new StringBuilder();
    for (int i = 0; i < 1050; i++) {
      text.append(
          rule(
              "r" + i,
              "Learned(runs == %d)".formatted(i),
              "decision.route(\"g%d\");".formatted(i)));
    }
    List<RecordedDecision> record =
        record(rules(rule("r", "Query(user == \"nobody\")", "decision.note(\"x\");")), 1050);

    ReplayReport report = replay(rules(text.toString()), record);

    assertThat(report.moved()).isEqualTo(1050);
    assertThat(report.shifts()).hasSize(500);
    assertThat(report.otherShifts()).isEqualTo(550);
    assertThat(report.winners()).hasSize(1000);
    assertThat(report.otherWinners()).isEqualTo(50);
  }

  @Test
  void replay_thatIsStopped_endsBeforeTheNextDecision() {
    RuleSet rules = rules(TIMES);
    var tally = new Tally(ADHOC, 0);
    try (Evaluator evaluator = rules.newEvaluator()) {
      new Replay(evaluator, tally).add(record(rules, 30), () -> tally.decisions() == 3);
    }

    assertThat(tally.decisions()).isEqualTo(3);
  }
}
