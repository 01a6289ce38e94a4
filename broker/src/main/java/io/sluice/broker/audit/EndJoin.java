package io.sluice.broker.audit;

import io.sluice.broker.query.Asker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Puts ends of queries and their decisions together, whichever comes first. To be called when the
 * decisions of a batch are written and its ends are not.
 */
final class EndJoin {
  private final EndRows ends;

  EndJoin(EndRows ends) {
    this.ends = ends;
  }

  /**
   * What of a batch is complete.
   *
   * @param fresh the decisions that were not there before
   * @param batch the ends
   */
  List<EndedQuery> complete(Handle handle, List<DecisionRecord> fresh, Collection<QueryEnd> batch) {
    Map<String, Asker> freshAskers = new LinkedHashMap<>();
    for (DecisionRecord decision : fresh) {
      decision.queryId().ifPresent(id -> freshAskers.put(id.value(), asker(decision)));
    }
    Map<String, QueryEnd> newEnds = new LinkedHashMap<>();
    batch.forEach(end -> newEnds.put(end.queryId().value(), end));
    Set<String> all = new LinkedHashSet<>(freshAskers.keySet());
    all.addAll(newEnds.keySet());
    if (all.isEmpty()) {
      return List.of();
    }
    Map<String, QueryEnd> oldEnds = ends.of(handle, all);
    Map<String, Asker> askers = new HashMap<>(freshAskers);
    Set<String> unknown = new LinkedHashSet<>(newEnds.keySet());
    unknown.removeAll(freshAskers.keySet());
    if (!unknown.isEmpty()) {
      askers.putAll(Askers.of(handle, unknown));
    }
    var complete = new ArrayList<EndedQuery>();
    for (String query : all) {
      QueryEnd before = oldEnds.get(query);
      QueryEnd end = newEnds.getOrDefault(query, before);
      Asker asker = askers.get(query);
      if (end == null || asker == null) {
        continue;
      }
      // An end that waited for its decision has not been told of yet.
      Optional<QueryEnd> told =
          Optional.ofNullable(before).filter(_ -> !freshAskers.containsKey(query));
      complete.add(new EndedQuery(asker, told, end));
    }
    return complete;
  }

  private static Asker asker(DecisionRecord decision) {
    return new Asker(
        decision.query().user(), decision.query().groups(), decision.sql().fingerprint());
  }
}
