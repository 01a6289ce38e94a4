package io.sluice.broker.selection;

import io.sluice.broker.selection.Policy.Figure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What each policy goes by. */
final class Policies {
  private Policies() {}

  /** Each as likely as the others, but for those in a slow start. */
  static Policy random(RandomGenerator random) {
    var byShare = weighted(random, Contender::share);
    return new Policy("random", new Draw(byShare), Policies::oneOfMany);
  }

  /** As likely as its weight says. */
  static Policy weightedRandom(RandomGenerator random) {
    return new Policy(
        "weighted-random",
        new Draw(weighted(random, Contender::weight)),
        (ordered, chosen, _) -> {
          double all = ordered.stream().mapToDouble(Contender::weight).sum();
          return "weight %s of %s in all".formatted(number(chosen.weight()), number(all));
        });
  }

  /** Each in its turn. */
  static Policy roundRobin(RandomGenerator random) {
    return new Policy("round-robin", new RoundRobin(random), Policies::oneOfMany);
  }

  /** The one with the most room; equals take turns. */
  static Policy leastLoaded() {
    return compared("least-loaded", Measure.NONE, (contender, _) -> load(contender));
  }

  /** The one where the user has the least, for its room; then the one with the most room. */
  static Policy leastLoadedForUser() {
    return compared(
        "least-loaded-for-user",
        _ -> contender -> contender.ofUser() / contender.room(),
        (contender, wish) ->
            "%d of %s, %s".formatted(contender.ofUser(), wish.user(), load(contender)));
  }

  /** Two at random, the one with more room of them first; then all others, at random. */
  static Policy powerOfTwo(RandomGenerator random) {
    Ordering drawn = new Draw(weighted(random, _ -> 1.0));
    Ordering betterFirst =
        (eligible, wish) -> {
          List<Contender> ordered = drawn.order(eligible, wish);
          if (ordered.size() < 2 || !better(ordered.get(1), ordered.get(0))) {
            return ordered;
          }
          var swapped = new ArrayList<Contender>(ordered);
          Collections.swap(swapped, 0, 1);
          return List.copyOf(swapped);
        };
    return new Policy(
        "power-of-two", betterFirst, Policy.compared((contender, _) -> load(contender)));
  }

  private static boolean better(Contender one, Contender other) {
    return one.rank() == other.rank() && one.load() < other.load();
  }

  /** The same user always to the same cluster, as long as it is there. */
  static Policy userHash() {
    return hashed("user-hash", "user", Wish::user);
  }

  /** The same kind of statement always to the same cluster, whose caches know its data. */
  static Policy fingerprintHash() {
    return hashed("fingerprint-hash", "fingerprint", Wish::fingerprint);
  }

  /** By the priority in the group; within one, the one with the most room. */
  static Policy priority() {
    return compared(
        "priority",
        _ -> Contender::priority,
        (contender, _) -> "priority %d, %s".formatted(contender.priority(), load(contender)));
  }

  /**
   * Those of a location, then all others, each part by room.
   *
   * @param location the one; empty for the broker's own
   */
  static Policy locationFirst(Optional<String> location) {
    return compared(
        "location-first" + location.map(":"::concat).orElse(""),
        wish -> {
          String wanted = location.orElse(wish.location());
          return contender -> contender.location().equals(wanted) ? 0 : 1;
        },
        (contender, _) ->
            "in %s, %s"
                .formatted(
                    contender.location().isEmpty() ? "no location" : contender.location(),
                    load(contender)));
  }

  private static Policy compared(String name, Measure first, Figure figure) {
    return new Policy(name, new Ranking(first, Measure.LOAD), Policy.compared(figure));
  }

  /**
   * Weighted rendezvous hashing: each cluster draws for the key, and the best draw wins. A cluster
   * that leaves moves its own keys alone, one that comes takes no more than its part.
   */
  private static Policy hashed(String name, String what, Function<Wish, String> key) {
    var byHash =
        new Draw(wish -> {
          long hash = Hash.of(key.apply(wish));
          return contender ->
              race(Hash.point(hash, Hash.of(contender.name().value())), contender.weight());
        });
    // Without a key all statements would go to one cluster.
    var without = new Ranking(Measure.NONE, Measure.LOAD);
    return new Policy(
        name,
        (eligible, wish) -> (key.apply(wish).isEmpty() ? without : byHash).order(eligible, wish),
        (ordered, chosen, wish) ->
            key.apply(wish).isEmpty()
                ? "no %s; least-loaded, %s".formatted(what, load(chosen))
                : "of %s %s, one of %d".formatted(what, key.apply(wish), ordered.size()));
  }

  private interface Weight {
    double of(Contender contender);
  }

  private static Measure weighted(RandomGenerator random, Weight weight) {
    return _ ->
        contender -> race(Math.max(random.nextDouble(), Double.MIN_NORMAL), weight.of(contender));
  }

  /**
   * When a runner of that speed arrives: the first to arrive is each with the probability of its
   * part of all speeds (Efraimidis and Spirakis). StrictMath, so that all JVMs agree.
   *
   * @param luck above 0, below 1
   */
  private static double race(double luck, double speed) {
    return -StrictMath.log(luck) / speed;
  }

  private static String oneOfMany(List<Contender> ordered, Contender chosen, Wish wish) {
    String slow = chosen.share() < 1 ? ", in its slow start" : "";
    return "one of %d%s".formatted(ordered.size(), slow);
  }

  private static String load(Contender contender) {
    String weight = contender.weight() == 1 ? "" : " x " + number(contender.weight());
    return contender.running() + contender.queued() + " of " + contender.capacity() + weight;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : Double.toString(Math.round(value * 100) / 100.0);
  }
}
