package io.sluice.rules.language;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a rule has bound so far. A nested scope sees the outer names and keeps its own to
 * itself: what stands inside {@code not}, {@code exists} or {@code or} can't be used outside.
 */
public final class Scope {
  private final Map<String, Binding> bindings;

  private Scope(Map<String, Binding> bindings) {
    this.bindings = bindings;
  }

  public static Scope empty() {
    return new Scope(new HashMap<>());
  }

  public Scope nested() {
    return new Scope(new HashMap<>(bindings));
  }

  /** Binds a name to the whole fact of a slot; false when the name is taken. */
  public boolean bindFact(String name, int slot, FactType type) {
    return bindings.putIfAbsent(name, new Binding(slot, type, Optional.empty())) == null;
  }

  boolean bindValue(String name, int slot, FactType type, Term value) {
    return bindings.putIfAbsent(name, new Binding(slot, type, Optional.of(value))) == null;
  }

  Optional<Binding> find(String name) {
    return Optional.ofNullable(bindings.get(name));
  }

  Set<String> names() {
    return bindings.keySet();
  }

  /**
   * What a name stands for.
   *
   * @param slot where the fact lies
   * @param type the fact's type
   * @param value what is read from the fact; the fact itself when empty
   */
  record Binding(int slot, FactType type, Optional<Term> value) {}
}
