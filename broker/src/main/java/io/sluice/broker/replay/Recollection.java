package io.sluice.broker.replay;

import io.sluice.broker.audit.FleetId;
import io.sluice.broker.audit.FleetLoad;
import io.sluice.broker.audit.History;
import io.sluice.broker.audit.PastDecision;
import io.sluice.broker.audit.PastDecisionReader;
import io.sluice.broker.audit.SeenMoment;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.replay.RecordedDecision;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts together what the rules saw, out of rows of the store. For one thread. */
final class Recollection {
  private final History history;
  private final PastDecisionReader reader = new PastDecisionReader();
  private final ReplayPlan plan;

  /** The snapshots of the last rows: the next rows mostly need the same. */
  private Map<FleetId, FleetLoad> fleets = Map.of();

  Recollection(History history, ReplayPlan plan) {
    this.history = history;
    this.plan = plan;
  }

  /** The decisions in the rows; those that can't be read are left out. */
  List<RecordedDecision> decisions(List<History.Row> rows) {
    List<PastDecision> past = rows.stream().map(reader::read).flatMap(Optional::stream).toList();
    fetchFleets(past);
    return past.stream().map(this::recorded).toList();
  }

  private void fetchFleets(List<PastDecision> decisions) {
    Map<FleetId, FleetLoad> needed = new HashMap<>();
    Set<FleetId> missing = new HashSet<>();
    for (PastDecision decision : decisions) {
      if (decision.fleet().isPresent()) {
        FleetId id = decision.fleet().get();
        FleetLoad known = fleets.get(id);
        if (known == null) {
          missing.add(id);
        } else {
          needed.put(id, known);
        }
      }
    }
    needed.putAll(history.fleets(missing));
    fleets = needed;
  }

  private RecordedDecision recorded(PastDecision past) {
    Optional<FleetLoad> seen = past.fleet().map(fleets::get);
    FleetLoad fleet = seen.orElse(plan.idle());
    var facts =
        new Facts(
            past.query(),
            past.sql(),
            moment(past),
            past.usages(),
            past.learned(),
            fleet.groups(),
            fleet.clusters());
    return new RecordedDecision(
        past.id(), facts, seen.isPresent(), past.verdict(), past.cpuMillis());
  }

  private Moment moment(PastDecision past) {
    return past.moment().map(SeenMoment::moment).orElseGet(() -> Moment.at(past.at(), plan.zone()));
  }
}
