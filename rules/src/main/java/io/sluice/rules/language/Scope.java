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
  private final ClassPolicy classes;
  private final Map<String, Binding> bindings;

  private Scope(ClassPolicy classes, Map<String, Binding> bindings) {
    this.classes = classes;
    this.bindings = bindings;
  }

  /** Nothing is bound; of classes, those are known that all rules may call. */
  public static Scope empty() {
    return of(ClassPolicy.builtIn());
  }

  /** Nothing is bound; these classes are known. */
  public static Scope of(ClassPolicy classes) {
    return new Scope(classes, new HashMap<>());
  }

  public Scope nested() {
    return new Scope(classes, new HashMap<>(bindings));
  }

  ClassPolicy classes() {
    return classes;
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
