package io.sluice.broker.audit;

import io.sluice.broker.query.Asker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
  List<EndedQuery> complete(
      Handle handle, List<WrittenDecision> fresh, Collection<QueryEnd> batch) {
    Map<String, Asker> freshAskers = new HashMap<>();
    for (WrittenDecision decision : fresh) {
      decision.queryId().ifPresent(id -> freshAskers.put(id.value(), asker(decision)));
    }
    Map<String, QueryEnd> newEnds = new HashMap<>();
    batch.forEach(end -> newEnds.put(end.queryId().value(), end));
    Set<String> queries = new LinkedHashSet<>(freshAskers.keySet());
    queries.addAll(newEnds.keySet());
    if (queries.isEmpty()) {
      return List.of();
    }
    Map<String, QueryEnd> oldEnds = ends.of(handle, queries);
    Map<String, Asker> askers = askers(handle, freshAskers, newEnds.keySet());
    var complete = new ArrayList<EndedQuery>();
    for (String query : queries) {
      Optional<QueryEnd> before = Optional.ofNullable(oldEnds.get(query));
      Optional<QueryEnd> end = Optional.ofNullable(newEnds.get(query)).or(() -> before);
      Asker asker = askers.get(query);
      if (end.isPresent() && asker != null) {
        // An end that waited for its decision has not been told of yet.
        boolean told = !freshAskers.containsKey(query);
        complete.add(new EndedQuery(asker, told ? before : Optional.empty(), end.get()));
      }
    }
    return complete;
  }

  private static Map<String, Asker> askers(
      Handle handle, Map<String, Asker> fresh, Set<String> ended) {
    Set<String> others = new LinkedHashSet<>(ended);
    others.removeAll(fresh.keySet());
    Map<String, Asker> askers = new HashMap<>(fresh);
    if (!others.isEmpty()) {
      askers.putAll(Askers.of(handle, others));
    }
    return askers;
  }

  private static Asker asker(WrittenDecision decision) {
    return new Asker(decision.user(), decision.teams(), decision.fingerprint());
  }
}
