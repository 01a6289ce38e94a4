package io.sluice.rules.drools;

import static io.sluice.rules.drools.RuleSetFixture.alice;
import static io.sluice.rules.drools.RuleSetFixture.at;
import static io.sluice.rules.drools.RuleSetFixture.cluster;
import static io.sluice.rules.drools.RuleSetFixture.group;
import static io.sluice.rules.drools.RuleSetFixture.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Group;
import io.sluice.rules.ruleset.Evaluator;
import io.sluice.rules.ruleset.RuleSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptSessionTest {
  private static final int STATEMENTS = 1_000;
  private static final String RULES =
      """
      rule tag0 salience 9 when Tag(value == "t0") not Tag(value == "t1") then decision.route("etl"); end
      rule tag2 salience 9 when exists (Tag(value == "t2") and Team(value == "t1")) then decision.route("adhoc"); end
      rule night salience 8 when Moment(hour >= 22 || hour < 4) then decision.session("night", "1"); end
      rule down salience 7 when Group($g : name, available == 0) not Cluster(group == $g, state == "HEALTHY") then decision.note("down " + $g); end
      rule busy salience 6 when Cluster($n : name, running > 5) Table($t : name, catalog in ("c0", "c2")) then decision.note($n + " " + $t); end
      rule own when Query($u : user) Table(schema == $u) then decision.split("blue:1, green:1"); end
      rule both when Table($c : catalog) Table(catalog == $c, $n : name != "t0") then decision.addTag($n); end
      rule none when not Table() not Tag() then decision.reject("nothing"); end
      rule season date-effective "2026-01-10" date-expires "2026-01-20" when then decision.note("season"); end
      rule either when (Tag(value == "t3") or Group(available > 1)) then decision.note("either"); end
      rule fails when Group(name == "adhoc", 10 / available > 4) Tag(value == "t4") then decision.route("blue"); end
      """;

  private final RandomGenerator random = new Random(20260115);
  private List<Group> groups = List.of();
  private List<Cluster> clusters = List.of();

  @Test
  void kept_session_says_what_a_fresh_one_says() {
    RuleSet set = RuleSetFixture.set(RULES);
    int failures = 0;
    try (Evaluator kept = set.newEvaluator()) {
      for (int i = 0; i < STATEMENTS; i++) {
        Facts facts = statement(i);
        Verdict expected = RuleSetFixture.evaluate(set, facts);
        assertThat(timeless(kept.evaluate(facts))).isEqualTo(timeless(expected));
        failures += expected.explanation().problem().isEmpty() ? 0 : 1;
      }
    }
    assertThat(failures).as("statements with a failure among them").isBetween(1, STATEMENTS / 2);
  }

  private Facts statement(int i) {
    if (i % 7 == 0) {
      groups = List.of(group("etl", random.nextInt(3)), group("adhoc", random.nextInt(4)));
      clusters =
          List.of(
              cluster("etl-1", "etl", random.nextBoolean() ? "HEALTHY" : "DRAINING"),
              cluster("adhoc-1", "adhoc", random.nextBoolean() ? "HEALTHY" : "UNHEALTHY"));
    }
    return new Facts(
        alice().withClientTags(names("t", 5)).withGroups(names("t", 3)),
        sql(
            names("c", 3).stream()
                .flatMap(c -> names("t", 2).stream().map(t -> c + ".alice." + t))
                .collect(Collectors.toSet())),
        at("2026-01-%02dT%02d:30:00Z".formatted(1 + random.nextInt(28), random.nextInt(24))),
        groups,
        clusters);
  }

  private Set<String> names(String prefix, int most) {
    return IntStream.range(0, most)
        .filter(_ -> random.nextInt(3) == 0)
        .mapToObj(n -> prefix + n)
        .collect(Collectors.toSet());
  }

  private static Verdict timeless(Verdict verdict) {
    Explanation why = verdict.explanation();
    return new Verdict(
        verdict.outcome(),
        verdict.session(),
        verdict.addedTags(),
        verdict.notes(),
        new Explanation(why.version(), why.winner(), why.fired(), why.flags(), why.problem(), 0));
  }
}
