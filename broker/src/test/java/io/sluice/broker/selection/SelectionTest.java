package io.sluice.broker.selection;

import static io.sluice.broker.selection.Contenders.beyond;
import static io.sluice.broker.selection.Contenders.contenders;
import static io.sluice.broker.selection.Contenders.loaded;
import static io.sluice.broker.selection.Contenders.names;
import static io.sluice.broker.selection.Contenders.slow;
import static io.sluice.broker.selection.Contenders.weighted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.rules.decision.SelectionPolicies;
import io.sluice.rules.fact.ClusterName;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SelectionTest {
  private static final Wish WISH = new Wish("ann", "f00d", "eu");

  private static Selection selection(String policy) {
    return Selection.named(policy, new Random(7)).orElseThrow();
  }

  static Stream<String> policies() {
    return Stream.concat(SelectionPolicies.NAMES.stream(), Stream.of("location-first:eu"));
  }

  private static Contender at(String name, String location, int running) {
    return new Contender(new ClusterName(name), 0, 1, 1, 10, running, 0, 0, location, false, false);
  }

  private static Contender first(String name, int priority, int running) {
    return new Contender(
        new ClusterName(name), priority, 1, 1, 10, running, 0, 0, "", false, false);
  }

  private static Contender ofUser(String name, int running, int ofUser) {
    return new Contender(new ClusterName(name), 0, 1, 1, 10, running, 0, ofUser, "", false, false);
  }

  @ParameterizedTest
  @MethodSource("policies")
  void everyPolicy_ordersAll_andTakesNoneAndOne(String policy) {
    assertThat(selection(policy).order(List.of(), WISH)).isEmpty();
    assertThat(names(selection(policy).order(contenders(1), WISH))).containsExactly("c1");
    assertThat(names(selection(policy).order(contenders(60), WISH)))
        .containsExactlyInAnyOrderElementsOf(names(contenders(60)));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void everyPolicy_putsThoseBeyondThresholdsBehindAllOthers(String policy) {
    Selection selection = selection(policy);
    List<Contender> contenders =
        List.of(
            beyond(at("a", "eu", 0)),
            beyond(slow("b", 0.5)),
            at("c", "", 9),
            slow("d", 0.01),
            beyond(weighted("e", 100)));
    for (int i = 0; i < 1000; i++) {
      assertThat(names(selection.order(contenders, WISH)).subList(0, 2))
          .containsExactlyInAnyOrder("c", "d");
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void everyPolicy_putsTheSecondSideOfASwitchBehindTheFirst(String policy) {
    Selection selection = selection(policy);
    List<Contender> contenders =
        List.of(
            second(at("a", "eu", 0), false),
            second(at("b", "eu", 0), true),
            at("c", "us", 9),
            beyond(at("d", "eu", 0)));
    for (int i = 0; i < 100; i++) {
      assertThat(names(selection.order(contenders, WISH))).containsExactly("c", "a", "d", "b");
    }
  }

  private static Contender second(Contender one, boolean beyond) {
    return new Contender(
        one.name(),
        one.priority(),
        one.weight(),
        one.share(),
        one.capacity(),
        one.running(),
        one.queued(),
        one.ofUser(),
        one.location(),
        true,
        beyond);
  }

  @Test
  void roundRobin_isExactOnTheFirstSide_whileTheSecondOnlyStandsBy() {
    Selection roundRobin = selection("round-robin");
    List<Contender> contenders =
        List.of(at("a", "", 0), second(at("c", "", 0), false), at("b", "", 0));
    for (int i = 0; i < 10; i++) {
      assertThat(names(roundRobin.order(contenders, WISH)).getFirst())
          .isEqualTo(i % 2 == 0 ? "a" : "b");
    }
  }

  @Test
  void unknownPolicy_isNone() {
    assertThat(Selection.named("fastest", new Random(1))).isEmpty();
    assertThat(Selection.named("random:eu", new Random(1))).isEmpty();
    assertThat(Selection.named("location-first:", new Random(1))).isEmpty();
  }

  @Test
  void leastLoaded_picksTheLeastUsedShareOfTheRoom_queuedQueriesCount() {
    Selection leastLoaded = selection("least-loaded");
    var queued = new Contender(new ClusterName("q"), 0, 1, 1, 10, 0, 4, 0, "", false, false);
    var heavy = new Contender(new ClusterName("w"), 0, 4, 1, 10, 10, 0, 0, "", false, false);

    assertThat(names(leastLoaded.order(List.of(loaded("a", 3, 10), loaded("b", 9, 100)), WISH)))
        .containsExactly("b", "a");
    assertThat(names(leastLoaded.order(List.of(queued, loaded("a", 3, 10), heavy), WISH)))
        .containsExactly("w", "a", "q");
  }

  @ParameterizedTest
  @CsvSource({"least-loaded, 500, 100, 400", "power-of-two, 500, 100, 400"})
  void burst_spreadsByRoom_whenItsOwnStatementsCount(String policy, int burst, int one, int four) {
    Selection selection = selection(policy);
    int[] running = new int[2];
    for (int i = 0; i < burst; i++) {
      List<Contender> now =
          List.of(
              new Contender(new ClusterName("0"), 0, 1, 1, 50, running[0], 0, 0, "", false, false),
              new Contender(
                  new ClusterName("1"), 0, 2, 1, 100, running[1], 0, 0, "", false, false));
      running[Integer.parseInt(selection.order(now, WISH).getFirst().name().value())]++;
    }
    assertThat(running[0]).isBetween(one - 2, one + 2);
    assertThat(running[1]).isBetween(four - 2, four + 2);
  }

  @Test
  void slowStart_holdsABurstBack() {
    Selection leastLoaded = selection("least-loaded");
    int[] running = new int[2];
    for (int i = 0; i < 110; i++) {
      List<Contender> now =
          List.of(
              new Contender(new ClusterName("0"), 0, 1, 1, 50, running[0], 0, 0, "", false, false),
              new Contender(
                  new ClusterName("1"), 0, 0.1, 0.1, 50, running[1], 0, 0, "", false, false));
      running[Integer.parseInt(leastLoaded.order(now, WISH).getFirst().name().value())]++;
    }
    assertThat(running[1]).isBetween(9, 11);
  }

  @Test
  void leastLoadedForUser_looksAtTheUsersOwnFirst_thenAtTheLoad() {
    List<Contender> contenders = List.of(ofUser("a", 1, 1), ofUser("b", 9, 0), ofUser("c", 8, 0));

    assertThat(names(selection("least-loaded-for-user").order(contenders, WISH)))
        .containsExactly("c", "b", "a");
  }

  @Test
  void priority_comesBeforeLoad_andWithinOnePriorityLoadDecides() {
    List<Contender> contenders = List.of(first("s", 1, 0), first("a", 0, 9), first("b", 0, 8));

    assertThat(names(selection("priority").order(contenders, WISH))).containsExactly("b", "a", "s");
  }

  @Test
  void priority_spillsOverToTheStandby_whenAllBeforeItAreBeyondTheirThresholds() {
    List<Contender> contenders =
        List.of(beyond(first("a", 0, 9)), first("s", 1, 0), beyond(first("b", 0, 8)));

    assertThat(names(selection("priority").order(contenders, WISH))).containsExactly("s", "b", "a");
  }

  @Test
  void locationFirst_takesTheBrokersOwn_orTheOneNamed() {
    List<Contender> contenders = List.of(at("u", "us", 0), at("e", "eu", 9), at("f", "eu", 8));

    assertThat(names(selection("location-first").order(contenders, WISH)))
        .containsExactly("f", "e", "u");
    assertThat(names(selection("location-first:us").order(contenders, WISH)))
        .containsExactly("u", "f", "e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "least-loaded          | least-loaded: 3 of 50, next b with 9 of 100 x 1.5",
        "least-loaded-for-user | least-loaded-for-user: 0 of ann, 3 of 50, next b with 2 of ann, 9 of 100 x 1.5",
        "power-of-two          | power-of-two: 3 of 50, next b with 9 of 100 x 1.5",
        "priority              | priority: priority 0, 3 of 50, next b with priority 1, 9 of 100 x 1.5",
        "location-first        | location-first: in eu, 3 of 50, next b with in no location, 9 of 100 x 1.5",
        "location-first:us     | location-first:us: in eu, 3 of 50, next b with in no location, 9 of 100 x 1.5",
        "round-robin           | round-robin: one of 2",
        "random                | random: one of 2",
        "weighted-random       | weighted-random: weight 1 of 2.5 in all",
        "user-hash             | user-hash: of user ann, one of 2",
        "fingerprint-hash      | fingerprint-hash: of fingerprint f00d, one of 2",
      })
  void because_namesThePolicy_andTheFiguresThatDecided(String policy, String because) {
    var a = new Contender(new ClusterName("a"), 0, 1, 1, 50, 1, 2, 0, "eu", false, false);
    var b = new Contender(new ClusterName("b"), 1, 1.5, 1, 100, 9, 0, 2, "", false, false);

    assertThat(selection(policy).because(List.of(a, b), a, WISH)).isEqualTo(because);
  }

  @Test
  void because_ofTheOnlyOne_comparesItWithNobody() {
    Contender only = loaded("a", 3, 50);
    assertThat(selection("least-loaded").because(List.of(only), only, WISH))
        .isEqualTo("least-loaded: 3 of 50");
    assertThat(selection("user-hash").because(List.of(only), only, new Wish("", "", "")))
        .isEqualTo("user-hash: no user; least-loaded, 3 of 50");
  }

  @Test
  void contenderOfNoWeight_isRefused() {
    for (Map.Entry<String, Runnable> wrong :
        Map.<String, Runnable>of(
                "weight", () -> weighted("a", 0),
                "capacity", () -> loaded("a", 0, 0))
            .entrySet()) {
      assertThatThrownBy(() -> wrong.getValue().run())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(wrong.getKey() + ": 0");
    }
  }
}
