package io.sluice.broker.selection;

import static io.sluice.broker.selection.Contenders.contenders;
import static io.sluice.broker.selection.Contenders.loaded;
import static io.sluice.broker.selection.Contenders.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that hash: spread like chance, and nothing moves that need not. */
final class HashSelectionTest {
  private final Selection byUser = Selection.named("user-hash", new Random(1)).orElseThrow();
  private final Selection byFingerprint =
      Selection.named("fingerprint-hash", new Random(1)).orElseThrow();

  private static Wish user(int number) {
    return new Wish("user-" + number, "", "");
  }

  /** The cluster of each of 100,000 users. */
  private List<String> clusters(List<Contender> contenders) {
    return IntStream.range(0, Frequencies.PICKS)
        .mapToObj(i -> byUser.order(contenders, user(i)).getFirst().name().value())
        .toList();
  }

  private static Frequencies count(List<String> names) {
    var frequencies = new Frequencies();
    names.forEach(frequencies::add);
    return frequencies;
  }

  @Test
  void users_spreadEvenly() {
    count(clusters(contenders(60))).areEqualOver(60);
  }

  @Test
  void fingerprints_spreadEvenly() {
    var frequencies = new Frequencies();
    for (int i = 0; i < Frequencies.PICKS; i++) {
      Wish wish = new Wish("ann", Integer.toHexString(i), "");
      frequencies.add(byFingerprint.order(contenders(60), wish).getFirst().name().value());
    }
    frequencies.areEqualOver(60);
  }

  @Test
  void users_spreadByWeight() {
    var contenders = IntStream.rangeClosed(1, 10).mapToObj(i -> weighted("c" + i, i)).toList();
    var weights = new HashMap<String, Double>();
    contenders.forEach(one -> weights.put(one.name().value(), one.weight()));

    count(clusters(contenders)).agreeWith(weights);
  }

  @Test
  void clusterThatLeaves_movesItsOwnUsersAlone_andEvenly() {
    List<Contender> all = contenders(60);
    var without = new ArrayList<Contender>(all);
    without.remove(59);

    List<String> before = clusters(all);
    List<String> after = clusters(without);

    var heirs = new Frequencies();
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).equals("c60")) {
        heirs.add(after.get(i));
      } else {
        assertThat(after.get(i)).isEqualTo(before.get(i));
      }
    }
    heirs.areEqualOver(59);
  }

  @Test
  void clusterThatGetsWeight_takesUsersFromOthers_andGivesNoneAway() {
    var light = new ArrayList<Contender>(contenders(59));
    var heavy = new ArrayList<Contender>(light);
    light.add(weighted("c60", 0.1));
    heavy.add(weighted("c60", 2));

    List<String> before = clusters(light);
    List<String> after = clusters(heavy);

    int moved = 0;
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).equals(after.get(i))) {
        assertThat(after.get(i)).isEqualTo("c60");
        moved++;
      }
    }
    double part = Frequencies.PICKS * (2.0 / 61 - 0.1 / 59.1);
    assertThat(moved).isBetween((int) (part * 0.94), (int) (part * 1.06));
  }

  @Test
  void clusterBeyondItsThresholds_lendsItsUsersToOthers_andNobodyElseMoves() {
    List<Contender> all = contenders(20);
    var busy = new ArrayList<Contender>(all);
    busy.set(4, Contenders.beyond(all.get(4)));

    List<String> before = clusters(all);
    List<String> after = clusters(busy);

    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).equals("c5")) {
        assertThat(after.get(i)).isNotEqualTo("c5");
      } else {
        assertThat(after.get(i)).isEqualTo(before.get(i));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"ann, c32", "bob, c11", "Zoë, c5", "svc-airflow@example.com, c60"})
  void choice_isTheSameOnEveryJvmAndReplica(String user, String cluster) {
    assertThat(byUser.order(contenders(60), new Wish(user, "", "")).getFirst().name().value())
        .isEqualTo(cluster);
  }

  @Test
  void orderOfTheList_doesNotMatter() {
    List<Contender> all = contenders(30);
    for (int i = 0; i < 100; i++) {
      assertThat(byUser.order(all.reversed(), user(i))).isEqualTo(byUser.order(all, user(i)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"user-hash", "fingerprint-hash"})
  void withoutAKey_theLeastLoadedIsTaken(String policy) {
    Selection selection = Selection.named(policy, new Random(1)).orElseThrow();
    List<Contender> contenders =
        List.of(loaded("a", 5, 10), loaded("b", 0, 10), loaded("c", 0, 10));
    var picks = new Frequencies();
    for (int i = 0; i < 100; i++) {
      picks.add(selection.order(contenders, new Wish("", "", "")).getFirst().name().value());
    }
    picks.agreeWith(Map.of("b", 1.0, "c", 1.0));
  }
}
