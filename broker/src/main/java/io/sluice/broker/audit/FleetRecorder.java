package io.sluice.broker.audit;

import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Facts;
import io.sluice.rules.fact.Group;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sees to it that the load that a decision saw is in the journal before the decision. It is written
 * when the first decision refers to it: load that nobody decided on is not kept, and there is never
 * more than one snapshot for a decision, nor for a change of the facts.
 *
 * <p>Safe for use by many threads. Within one change of the facts, finding the id is a comparison
 * of two references.
 */
public final class FleetRecorder {
  private static final int REMEMBERED = 1000;

  private final Journal journal;
  private final ReentrantLock lock = new ReentrantLock();

  /** Ids that are in the journal or the store; guarded by the lock. */
  private final Map<FleetId, Boolean> kept = new LinkedHashMap<>();

  private volatile Last last = new Last(List.of(), List.of(), Optional.empty());

  private record Last(List<Group> groups, List<Cluster> clusters, Optional<FleetId> id) {
    /** The fleet's facts are the same lists for as long as nothing in them changes. */
    boolean isOf(Facts facts) {
      return id.isPresent() && groups.equals(facts.groups()) && clusters.equals(facts.clusters());
    }
  }

  public FleetRecorder(Journal journal) {
    this.journal = journal;
  }

  /** The id of the load in {@code facts}; none when neither disk nor memory had room for it. */
  public Optional<FleetId> keep(Facts facts) {
    Last seen = last;
    return seen.isOf(facts) ? seen.id() : keepNew(facts);
  }

  private Optional<FleetId> keepNew(Facts facts) {
    lock.lock();
    try {
      if (last.isOf(facts)) {
        return last.id();
      }
      FleetSnapshot snapshot = FleetSnapshot.of(facts.groups(), facts.clusters());
      if (!kept.containsKey(snapshot.id())) {
        if (journal.append(snapshot) == Kept.LOST) {
          return Optional.empty();
        }
        remember(snapshot.id());
      }
      last = new Last(facts.groups(), facts.clusters(), Optional.of(snapshot.id()));
      return last.id();
    } finally {
      lock.unlock();
    }
  }

  private void remember(FleetId id) {
    kept.put(id, true);
    if (kept.size() > REMEMBERED) {
      kept.remove(kept.keySet().iterator().next());
    }
  }
}
