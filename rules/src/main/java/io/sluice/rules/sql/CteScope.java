package io.sluice.rules.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names that WITH gives to queries, as seen from one place in a statement.
 *
 * <p>A query of a WITH sees those before it, and itself when RECURSIVE; the query after the WITH
 * sees all of them; everything nested sees what its surroundings see. Immutable.
 */
final class CteScope {
  static final CteScope NONE = new CteScope(Optional.empty(), Map.of(), 0);

  private final Optional<CteScope> outer;
  private final Map<String, Integer> positions;
  private final int visible;

  private CteScope(Optional<CteScope> outer, Map<String, Integer> positions, int visible) {
    this.outer = outer;
    this.positions = positions;
    this.visible = visible;
  }

  /** Inside a WITH of these names (lower case), none of which is visible yet. */
  CteScope nested(Iterable<String> names) {
    var ordered = new HashMap<String, Integer>();
    for (String name : names) {
      ordered.putIfAbsent(name, ordered.size());
    }
    return new CteScope(Optional.of(this), ordered, 0);
  }

  /** The same WITH where its first {@code count} names are visible. */
  CteScope showing(int count) {
    return new CteScope(outer, positions, count);
  }

  boolean sees(String name) {
    for (Optional<CteScope> scope = Optional.of(this);
        scope.isPresent();
        scope = scope.get().outer) {
      if (scope.get().positions.getOrDefault(name, Integer.MAX_VALUE) < scope.get().visible) {
        return true;
      }
    }
    return false;
  }
}
