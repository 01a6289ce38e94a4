package io.sluice.rules.lint;

import io.sluice.rules.language.Condition;
import io.sluice.rules.language.Constraint;
import io.sluice.rules.language.FactType;
import io.sluice.rules.language.Form;
import io.sluice.rules.language.Operator;
import io.sluice.rules.language.Term;
import io.sluice.rules.language.ValueType;
import io.sluice.rules.lint.Literal.Absent;
import io.sluice.rules.lint.Literal.Among;
import io.sluice.rules.lint.Literal.Relation;
import io.sluice.rules.lint.Literal.Test;
import io.sluice.rules.lint.Literal.Unknown;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the conditions of a pattern into alternatives of plain statements. */
final class Shapes {
  private static final Set<Object> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  private final FactType type;

  private Shapes(FactType type) {
    this.type = type;
  }

  static Shape of(Condition.Pattern pattern) {
    var shapes = new Shapes(pattern.type());
    Shape shape = Shape.anyOf(pattern.type());
    for (Constraint constraint : pattern.constraints()) {
      shape = shape.and(shapes.shape(constraint.form(), true));
    }
    return shape;
  }

  /** What a pattern does not say; exact only when the pattern's own shape is. */
  static Shape notOf(Condition.Pattern pattern) {
    var shapes = new Shapes(pattern.type());
    Shape shape = new Shape(pattern.type(), List.of(), true);
    for (Constraint constraint : pattern.constraints()) {
      shape = shape.or(shapes.shape(constraint.form(), false));
    }
    return shape;
  }

  private Shape shape(Form form, boolean positive) {
    return switch (form) {
      case Form.Not(Form inner) -> shape(inner, !positive);
      case Form.Both(List<Form> forms) -> positive ? all(forms, true) : any(forms, false);
      case Form.Either(List<Form> forms) -> positive ? any(forms, true) : all(forms, false);
      case Form.Compared(Operator operator, Term own, Object value) ->
          compared(operator, own, Constants.normal(value), positive);
      case Form.OneOf(Term own, Set<Object> values) ->
          single(
              own,
              new Among(values.stream().map(Constants::normal).collect(Collectors.toSet())),
              positive);
      case Form.Absent(Term own) -> single(own, new Absent(), positive);
      // What depends on other facts means something else in another rule.
      case Form.Opaque(Term test) when !test.slots().isEmpty() ->
          new Shape(type, List.of(Cube.ANYTHING), false);
      case Form.Opaque(Term test) -> single(test, new Unknown(), positive);
    };
  }

  private Shape all(List<Form> forms, boolean positive) {
    return forms.stream().map(form -> shape(form, positive)).reduce(Shape.anyOf(type), Shape::and);
  }

  private Shape any(List<Form> forms, boolean positive) {
    return forms.stream()
        .map(form -> shape(form, positive))
        .reduce(new Shape(type, List.of(), true), Shape::or);
  }

  private Shape compared(Operator operator, Term own, Object value, boolean positive) {
    if (own.canonical().equals("Moment.weekend")) {
      boolean weekend = value.equals(true) == (operator == Operator.EQUAL) == positive;
      return new Shape(
          type,
          List.of(
              Cube.of(new Literal("Moment.dayOfWeek", ValueType.DAY, new Among(WEEKEND), weekend))),
          true);
    }
    if (operator == Operator.NOT_EQUAL) {
      return single(own, new Relation(Operator.EQUAL, value), !positive);
    }
    if (operator.isOrder() && !positive && own.type() != ValueType.MAYBE_WHOLE) {
      return single(own, new Relation(opposite(operator), value), true);
    }
    return single(own, new Relation(operator, value), positive);
  }

  private Shape single(Term own, Test test, boolean positive) {
    Cube cube = Cube.of(new Literal(own.canonical(), own.type(), test, positive));
    return new Shape(type, cube.isImpossible() ? List.of() : List.of(cube), true);
  }

  /** The order that is true exactly where another is not. */
  static Operator opposite(Operator order) {
    return switch (order) {
      case LESS -> Operator.GREATER_OR_EQUAL;
      case LESS_OR_EQUAL -> Operator.GREATER;
      case GREATER -> Operator.LESS_OR_EQUAL;
      default -> Operator.LESS;
    };
  }
}
