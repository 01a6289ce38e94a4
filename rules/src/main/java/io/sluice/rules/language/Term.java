package io.sluice.rules.language;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An expression that has been checked.
 *
 * @param type the type of its values
 * @param evaluation computes them
 * @param canonical the same for expressions that mean the same: what engines share nodes by
 * @param slots the slots of earlier facts that it reads
 * @param readsSelf whether it reads the fact of its own pattern
 * @param constant its value, when it is a literal
 * @param mayFail whether it has no value for some facts: such a condition stays behind those that
 *     stand before it
 */
public record Term(
    ValueType type,
    Evaluation evaluation,
    String canonical,
    SortedSet<Integer> slots,
    boolean readsSelf,
    Optional<Object> constant,
    boolean mayFail) {
  static final SortedSet<Integer> NO_SLOTS = new TreeSet<>();

  static Term literal(ValueType type, Object value) {
    String canonical = type + "'" + value.toString().replace("'", "''") + "'";
    return new Term(type, (_, _) -> value, canonical, NO_SLOTS, false, Optional.of(value), false);
  }

  /** A term of the same facts. */
  Term derive(ValueType newType, String newCanonical, Evaluation newEvaluation) {
    return new Term(
        newType, newEvaluation, newCanonical, slots, readsSelf, Optional.empty(), mayFail);
  }

  /** A term of both terms' facts. */
  static Term join(ValueType type, String canonical, Term left, Term right, Evaluation how) {
    var slots = new TreeSet<>(left.slots);
    slots.addAll(right.slots);
    boolean readsSelf = left.readsSelf || right.readsSelf;
    return new Term(
        type, how, canonical, slots, readsSelf, Optional.empty(), left.mayFail || right.mayFail);
  }

  /** The same, which may fail. */
  Term failing() {
    return new Term(type, evaluation, canonical, slots, readsSelf, constant, true);
  }

  public boolean isConstant() {
    return constant.isPresent();
  }

  /** The literal's text, when it is a literal text. */
  Optional<String> constantText() {
    return constant.filter(String.class::isInstance).map(String.class::cast);
  }
}
