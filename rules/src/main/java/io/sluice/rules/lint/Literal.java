package io.sluice.rules.lint;

import io.sluice.rules.language.Operator;
import io.sluice.rules.language.ValueType;
import java.util.Set;

/**
 * One statement about one value of a fact, as small as it gets.
 *
 * @param key which value: the canonical text of what reads it
 * @param type the value's type
 * @param test what is said of it
 * @param positive whether that is so, or is not so
 */
record Literal(String key, ValueType type, Test test, boolean positive) {

  /** What can be said of a value. */
  sealed interface Test {}

  /**
   * It stands in a relation to a constant.
   *
   * @param operator EQUAL, an order, MATCHES, CONTAINS, STARTS_WITH or ENDS_WITH
   */
  record Relation(Operator operator, Object constant) implements Test {}

  /** It is one of some constants. */
  record Among(Set<Object> constants) implements Test {
    Among {
      constants = Set.copyOf(constants);
    }
  }

  /** It is absent. */
  record Absent() implements Test {}

  /** Something that nobody can look into. */
  record Unknown() implements Test {}

  Literal negated() {
    return new Literal(key, type, test, !positive);
  }

  /** Whether a value that is present can fulfil it: YES, NO, or nobody knows. */
  Answer of(Object value) {
    Answer answer =
        switch (test) {
          case Relation(Operator operator, Object constant) -> of(value, operator, constant);
          case Among(Set<Object> constants) -> Answer.of(constants.contains(value));
          case Absent _ -> Answer.NO;
          case Unknown _ -> Answer.MAYBE;
        };
    return positive ? answer : answer.opposite();
  }

  private static Answer of(Object value, Operator operator, Object constant) {
    return switch (operator) {
      case EQUAL -> Answer.of(value.equals(constant));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          Answer.of(operator.holds(Constants.compare(value, constant)));
      case STARTS_WITH -> Answer.of(value.toString().startsWith(constant.toString()));
      case ENDS_WITH -> Answer.of(value.toString().endsWith(constant.toString()));
      case CONTAINS -> Answer.of(value.toString().contains(constant.toString()));
      // A pattern may take for ever, and nothing here looks at a clock.
      default -> Answer.MAYBE;
    };
  }

  /** What is known of a question. */
  enum Answer {
    YES,
    NO,
    MAYBE;

    static Answer of(boolean answer) {
      return answer ? YES : NO;
    }

    Answer opposite() {
      return switch (this) {
        case YES -> NO;
        case NO -> YES;
        case MAYBE -> MAYBE;
      };
    }
  }
}
