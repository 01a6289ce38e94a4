package io.sluice.rules.drools;

import static io.sluice.rules.drools.RuleSetFixture.alice;
import static io.sluice.rules.drools.RuleSetFixture.evaluate;
import static io.sluice.rules.drools.RuleSetFixture.facts;
import static io.sluice.rules.drools.RuleSetFixture.fires;
import static io.sluice.rules.drools.RuleSetFixture.rule;
import static io.sluice.rules.drools.RuleSetFixture.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Query;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules may call, on values and of classes. The moment is Thursday, 2026-01-15, 12:00 UTC. */
class CallsTest {
  private static final Query QUERY =
      new Query(
          "svc-alice",
          "",
          Set.of(),
          "air:flow:2",
          Set.of("etl", "nightly"),
          "run=17;try=2",
          "",
          "",
          Map.of("a", "1", "b", "2"),
          Map.of(),
          Dialect.TRINO,
          "10.1.2.3",
          "",
          Map.of(),
          "",
          "",
          "",
          "");
  private static final Facts FACTS =
      new Facts(
          QUERY,
          sql(Set.of("a.b.c"), OptionalLong.of(10)),
          RuleSetFixture.THURSDAY_NOON,
          List.of(RuleSetFixture.group("etl", 4)),
          List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Query(user.substring(4) == \"alice\", user.substring(0, 3) == \"svc\")",
        "Query(user.substring(4, 99) == \"alice\", user.substring(99) == \"\", user.substring(5, 2) == \"\")",
        "Query(user.substring(-5) == user, user.charAt(3) == \"-\", user.charAt(99) == \"\")",
        "Query(user.indexOf(\"-\") == 3, user.indexOf(\"c\", 3) == 7, user.lastIndexOf(\"c\") == 7, user.indexOf(\"x\") < 0)",
        "Query(user.replace(\"svc-\", \"\") == \"alice\", user.concat(\"!\") == \"svc-alice!\")",
        "Query(user.replaceAll(\"[aeiou]\", \"$1\") == \"svc-$1l$1c$1\", user.replaceFirst(\"[aeiou]\", \"\") == \"svc-lice\")",
        "Query(user.matches(\"svc-.*\"), !user.matches(\"svc\"), user.find(\"ali\"), !user.find(\"^ali\"))",
        "Query(user.capture(\"svc-(.*)\") == \"alice\", user.capture(\"nobody-(.*)\") == \"\")",
        "Query(clientInfo.capture(\"run=([0-9]+);try=([0-9]+)\", 2) == \"2\")",
        "Query(Long.parseLong(clientInfo.capture(\"run=([0-9]+)\")) > 16)",
        "Query(Pattern.matches(\"[0-9.]+\", remoteAddress))",
        "Query(source.split(\":\").size() == 3, source.split(\":\").get(1) == \"flow\", source.split(\":\").get(9) == \"\")",
        "Query(source.split(\":\").getFirst() == \"air\", source.split(\":\").getLast() == \"2\", source.split(\":\") contains \"flow\")",
        "Query(\"ab\".repeat(3) == \"ababab\", user.stripLeading() == user.stripTrailing())",
        "Query(user.compareTo(\"t\") < 0, user.compareToIgnoreCase(\"SVC-ALICE\") == 0)",
        "Query(Math.floorMod(user.hashCode(), 100) >= 0, Math.floorMod(user.hashCode(), 100) < 100)",
        "Query(clientTags.containsAll(Set.of(\"etl\", \"nightly\")), !clientTags.containsAll(List.of(\"etl\", \"bi\")))",
        "Query(clientTags.containsAny(Set.of(\"bi\", \"etl\")), !clientTags.containsAny(Set.of(\"bi\")), Collections.disjoint(clientTags, Set.of(\"bi\")))",
        "Query(user memberOf Set.of(\"svc-alice\", \"svc-bob\"), Set.of(\"x\", user) contains \"svc-alice\", List.of().isEmpty())",
        "Query(String.join(\"+\", clientTags) == \"etl+nightly\", String.valueOf(7) + user == \"7svc-alice\")",
        "Query(sessionProperties.keySet() contains \"a\", sessionProperties.getOrDefault(\"c\", \"3\") == \"3\")",
        "Query(sessionProperties.containsValue(\"2\"), sessionProperties.values() contains \"1\")",
        "Sql(Math.abs(-3) == 3, Math.abs(-0.5) == 0.5, Math.max(length, 9) == 9, Math.min(length, 0.5) == 0.5)",
        "Sql(Math.floor(1.7) == 1.0, Math.ceil(1.2) == 2, Math.round(1.5) == 2, Math.sqrt(16) == 4, Math.pow(2, 10) == 1024)",
        "Sql(Math.floorMod(-1, 10) == 9, Math.floorDiv(-1, 10) == -1, Math.log10(1000) == 3, java.lang.Math.abs(-1) == 1)",
        "Moment(date.plusDays(1).dayOfMonth == 16, date.minusMonths(1).getMonth() == \"DECEMBER\", date.plusYears(1).year == 2027)",
        "Moment(date.isBefore(\"2026-02-01\"), date.isAfter(LocalDate.of(2026, 1, 14)), date.isEqual(LocalDate.parse(\"2026-01-15\")))",
        "Moment(date == LocalDate.of(2026, 1, 15), LocalDate.of(2026, 1, 1) <= date, date.withDayOfMonth(1).dayOfWeek == \"THURSDAY\")",
        "Moment(date.toEpochDay() - LocalDate.of(2026, 1, 1).toEpochDay() == 14, !date.isLeapYear(), date.getDayOfWeek() == DayOfWeek.of(4))",
        "Moment(date.plusWeeks(1).dayOfWeek == dayOfWeek, dayOfWeek.plus(1) == \"FRIDAY\", dayOfWeek.minus(4) == DayOfWeek.SUNDAY)",
        "Moment(time == LocalTime.of(12, 0), time.plusMinutes(90) == \"13:30\", time.isBefore(LocalTime.of(12, 0, 1)), time.toSecondOfDay() == 43200)",
        "Moment(date.atTime(time) == \"2026-01-15T12:00\", date.atStartOfDay().plusHours(36).toLocalDate() == \"2026-01-16\")",
        "Moment(LocalDateTime.of(date, time).isAfter(LocalDateTime.parse(\"2026-01-15T11:59\")), date.atTime(time).toLocalTime() == time)",
        "Moment(instant.plusSeconds(60) > instant, instant.plus(Duration.ofHours(1)) == \"2026-01-15T13:00:00Z\", instant.isBefore(Instant.parse(\"2026-02-01T00:00:00Z\")))",
        "Moment(Duration.between(instant, \"2026-01-15T13:30:00Z\") == \"90m\", Duration.between(time, \"13:00\").toMinutes() == 60)",
        "Moment(Duration.ofMinutes(5) < \"1h\", Duration.parse(\"PT5M\").plus(Duration.ofSeconds(1)).toSeconds() == 301, Duration.ofDays(2) == \"2d\")",
        "Moment($next : date.plusDays(1)) Moment(date < $next)",
        "Query($u : user) Query(user.substring(0, 3) == $u.substring(0, 3))",
      })
  void call_gives_what_its_name_says(String condition) {
    assertThat(fires(condition, FACTS)).isTrue();
  }

  @Test
  void calls_serve_in_arguments_too() {
    Verdict verdict =
        evaluate(
            rule(
                "$q : Query() $m : Moment($d : date)",
                """
                decision.note($q.user.substring(4).toUpperCase() + " until " + $d.plusDays(1));
                decision.note("" + Math.max(3, 7) + $q.source.split(":").get(0) + $m.time.plusHours(1));
                decision.priority(Math.min(100, 2 * 30));\
                """),
            FACTS);
    assertThat(verdict.notes()).containsExactly("ALICE until 2026-01-16", "7air13:00");
    assertThat(verdict.priority()).hasValue(60);
  }

  /** What may fail is tested where it stands: behind the condition that keeps it from failing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "clientInfo.matches(\"[0-9]+\"), Long.parseLong(clientInfo) == 17",
        "clientInfo matches \"[0-9]+\" && Long.parseLong(clientInfo) > 3",
        "clientInfo != \"x\", Long.parseLong(clientInfo) == 17",
      })
  void call_that_may_fail_is_kept_behind_its_guard(String conditions) {
    String rule = "Query(" + conditions + ")";
    assertThat(fires(rule, facts(info("17")))).isTrue();
    assertThat(fires(rule, facts(info("x")))).isFalse();
  }

  private static Query info(String text) {
    return new Query(
        "a",
        "",
        Set.of(),
        "",
        Set.of(),
        text,
        "",
        "",
        Map.of(),
        Map.of(),
        Dialect.TRINO,
        "",
        "",
        Map.of(),
        "",
        "",
        "",
        "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Query(Long.parseLong(source) > 1) | parseLong: For input string: \"air:flow:2\"",
        "Query(LocalDate.parse(source) > \"2026-01-01\") | parse: Text 'air:flow:2' could not be parsed",
        "Sql(Math.floorMod(7, joins) == 1) | floorMod: / by zero",
        "Sql(\"xyz\".repeat(length * 100000) == \"\") | a text of 2400000 characters (expected: at most 1000000)",
        "Moment(date.plusDays(hour * 999999999999) > \"2026-01-01\") | plusDays: Invalid value for EpochDay",
      })
  void call_that_fails_names_its_rule(String condition, String problem) {
    Verdict verdict = evaluate(rule(condition, "decision.route(\"etl\");"), FACTS);
    assertThat(verdict.explanation().flags()).containsExactly(Flag.RULE_FAILED);
    assertThat(verdict.explanation().problem())
        .contains("rule 'r' (rules.drl:1): a condition failed: ")
        .contains(problem);
  }

  @Test
  void text_that_grows_without_end_is_a_failure_of_its_rule() {
    Verdict verdict =
        evaluate(
            rule(
                "Query($a : user.repeat(100000)) Query(($a + $a + $a + $a).length() > 1)",
                "decision.route(\"etl\");"),
            FACTS);
    assertThat(verdict.explanation().flags()).containsExactly(Flag.RULE_FAILED);
    assertThat(verdict.explanation().problem())
        .contains("a text of 1800000 characters (expected: at most 1000000)");
  }

  @Test
  void replacement_that_multiplies_a_text_is_bounded_before_it_is_made() {
    Verdict verdict =
        evaluate(
            rule(
                "Query(user.repeat(1000).replace(\"\", user.repeat(1000)).length() > 1)",
                "decision.route(\"etl\");"),
            facts(alice()));
    assertThat(verdict.explanation().problem()).contains("expected: at most 1000000");
  }
}
