package io.sluice.rules.drools;

import io.sluice.rules.decision.Decision;
import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.fact.Table;
import io.sluice.rules.fact.Tag;
import io.sluice.rules.fact.Team;
import io.sluice.rules.fact.Usage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.drools.core.impl.RuleBaseFactory;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.time.SessionPseudoClock;

/**
 * An engine session that is kept from statement to statement. The facts of a statement come and go;
 * those of the fleet stay until they change, so that joins with them need not be done again.
 *
 * <p>Used by one thread at a time. Once anything was thrown out of it, it must not be used again.
 */
final class KeptSession {
  private static final Query NOBODY = Query.of("", Dialect.TRINO);
  private static final Moment NEVER = Moment.at(Instant.EPOCH, ZoneOffset.UTC);
  private static final Sql NO_TEXT =
      new Sql(
          "",
          "",
          "",
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          Set.of(),
          0,
          0,
          0,
          false,
          0,
          OptionalLong.empty(),
          false,
          Set.of(),
          false,
          false,
          "",
          0,
          "",
          false,
          "");

  private final SignTable signs;
  private final KieSession session;
  private final SessionPseudoClock clock;
  private final Map<Object, FactHandle> fleet = new HashMap<>();
  private List<Group> groups = List.of();
  private List<Cluster> clusters = List.of();

  KeptSession(Network network) {
    this.signs = network.signs();
    var configuration = RuleBaseFactory.newKnowledgeSessionConfiguration();
    configuration.setOption(ClockTypeOption.PSEUDO);
    this.session = network.base().newKieSession(configuration, null);
    this.clock = session.getSessionClock();
  }

  /**
   * Lets the rules speak to the decision.
   *
   * @return how many times rules fired; more than {@code most} when there would have been more
   */
  int run(Facts facts, Decision decision, int most) {
    exchangeFleet(facts);
    turnClock(facts.moment());
    session.setGlobal(NetworkBuilder.GLOBAL, decision);
    var handles = new ArrayList<FactHandle>();
    for (Object fact : facts.ofStatement()) {
      handles.add(session.insert(fact));
      signs.find(fact, sign -> handles.add(session.insert(new Hit(sign, fact))));
    }
    int fired = session.fireAllRules(most + 1);
    handles.forEach(session::delete);
    return fired;
  }

  /** Lets the engine set up all that it sets up at the first statement; says nothing. */
  void touchEveryRule() {
    var handles = new ArrayList<FactHandle>();
    List.of(
            NOBODY,
            NO_TEXT,
            NEVER,
            Learned.NOTHING,
            Usage.none(Usage.USER, ""),
            new Tag(""),
            new Team(""),
            new Table("", "", "", ""))
        .forEach(fact -> handles.add(session.insert(fact)));
    session.fireAllRules(_ -> false);
    handles.forEach(session::delete);
  }

  void dispose() {
    session.dispose();
  }

  private void exchangeFleet(Facts facts) {
    // Equality of the unchanged is cheap: the lists are the same instances.
    if (groups.equals(facts.groups()) && clusters.equals(facts.clusters())) {
      return;
    }
    groups = facts.groups();
    clusters = facts.clusters();
    Set<Object> now = new HashSet<>(groups);
    now.addAll(clusters);
    fleet
        .entrySet()
        .removeIf(entry -> {
          boolean gone = !now.contains(entry.getKey());
          if (gone) {
            session.delete(entry.getValue());
          }
          return gone;
        });
    groups.forEach(group -> fleet.computeIfAbsent(group, session::insert));
    clusters.forEach(cluster -> fleet.computeIfAbsent(cluster, session::insert));
  }

  /** The engine's clock shows the local time: dates in rules mean the moment's zone. */
  private void turnClock(Moment moment) {
    long local = moment.date().atTime(moment.time()).toInstant(ZoneOffset.UTC).toEpochMilli();
    clock.advanceTime(local - clock.getCurrentTime(), TimeUnit.MILLISECONDS);
  }
}
