package io.sluice.rules.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comparisons of two values: both sides are brought to one type first. */
final class Comparisons {

  /** Two terms of one type. */
  record Sides(Term left, Term right) {
    ValueType type() {
      return left.type();
    }
  }

  /** {@code ==}, {@code !=} and the orders. */
  Term compare(Expression.Binary binary, Term left, Term right) throws SyntaxProblem {
    int leftOffset = binary.left().offset();
    int rightOffset = binary.right().offset();
    if (left.type() == ValueType.NULL || right.type() == ValueType.NULL) {
      return compareWithNull(binary, left, right);
    }
    Sides sides = unify(leftOffset, left, rightOffset, right);
    Operator operator = binary.operator();
    if (operator.isOrder() && !sides.type().isOrdered()) {
      throw new SyntaxProblem(
          binary.offset(),
          "'%s' can't compare %s (expected: == or !=)"
              .formatted(operator.symbol(), sides.type().shown()));
    }
    return join(operator, sides, comparison(operator));
  }

  private static BiPredicate<@Nullable Object, @Nullable Object> comparison(Operator operator) {
    return switch (operator) {
      case EQUAL -> Comparisons::same;
      case NOT_EQUAL -> (one, other) -> !same(one, other);
      // Absent values are neither before nor after any other.
      default -> (one, other) -> one != null && other != null && operator.holds(order(one, other));
    };
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    return one == null ? other == null : one.equals(other);
  }

  @SuppressWarnings("unchecked") // Both sides were brought to one ordered type when checked.
  private static int order(Object one, Object other) {
    return ((Comparable<Object>) one).compareTo(other);
  }

  private static Term compareWithNull(Expression.Binary binary, Term left, Term right)
      throws SyntaxProblem {
    Term value = left.type() == ValueType.NULL ? right : left;
    boolean equal = binary.operator() == Operator.EQUAL;
    if (value.type() != ValueType.MAYBE_WHOLE
        || (!equal && binary.operator() != Operator.NOT_EQUAL)) {
      throw new SyntaxProblem(
          binary.offset(),
          "a field is never null; what a client did not send is empty (expected: == \"\", or isEmpty())");
    }
    Evaluation of = value.evaluation();
    return value.derive(
        ValueType.TRUTH,
        "(" + value.canonical() + binary.operator().symbol() + "null)",
        (fact, earlier) -> (of.value(fact, earlier) == null) == equal);
  }

  /** {@code matches}, {@code contains}, {@code memberOf} and the like. */
  Term relate(Expression.Binary binary, Term left, Term right) throws SyntaxProblem {
    int leftOffset = binary.left().offset();
    int rightOffset = binary.right().offset();
    Operator operator = binary.operator();
    return switch (operator) {
      case MATCHES -> matches(binary, Literals.text(leftOffset, left), right);
      case CONTAINS -> contains(operator, leftOffset, left, Literals.text(rightOffset, right));
      case MEMBER_OF -> contains(operator, rightOffset, right, Literals.text(leftOffset, left));
      case STARTS_WITH, ENDS_WITH -> {
        boolean start = operator == Operator.STARTS_WITH;
        var sides = new Sides(Literals.text(leftOffset, left), Literals.text(rightOffset, right));
        yield join(
            operator,
            sides,
            (one, other) -> {
              String text = (String) Literals.present(one);
              String part = (String) Literals.present(other);
              return start ? text.startsWith(part) : text.endsWith(part);
            });
      }
      default -> throw new IllegalStateException("operator: %s".formatted(operator));
    };
  }

  private static Term contains(Operator operator, int offset, Term container, Term part)
      throws SyntaxProblem {
    var sides = new Sides(container, part);
    return switch (container.type()) {
      case TEXTS, TEXT_LIST ->
          join(
              Operator.CONTAINS,
              sides,
              (set, text) -> ((Collection<?>) Literals.present(set)).contains(text));
      case TEXT ->
          join(
              Operator.CONTAINS,
              sides,
              (text, found) -> {
                String whole = (String) Literals.present(text);
                TextBound.pause(whole.length());
                return whole.contains((String) Literals.present(found));
              });
      default ->
          throw new SyntaxProblem(
              offset,
              "'%s' needs a set or a text, this is %s"
                  .formatted(operator.symbol(), container.type().shown()));
    };
  }

  private static Term matches(Expression.Binary binary, Term text, Term regex)
      throws SyntaxProblem {
    Pattern pattern = Patterns.compile(binary.right().offset(), regex, "matches");
    Evaluation of = text.evaluation();
    return text.derive(
        ValueType.TRUTH,
        "(" + text.canonical() + " matches " + regex.canonical() + ")",
        (fact, earlier) ->
            Patterns.matches(pattern, (String) Literals.present(of.value(fact, earlier))));
  }

  /** {@code value in (choices)}: one look into a set when all choices are literals. */
  Term in(int offset, Term value, List<Term> choices, List<Integer> offsets) throws SyntaxProblem {
    var sides = new ArrayList<Sides>();
    for (int i = 0; i < choices.size(); i++) {
      sides.add(unify(offset, value, offsets.get(i), choices.get(i)));
    }
    boolean literal =
        sides.stream().allMatch(s -> s.right().isConstant() && s.type() == value.type());
    if (!literal) {
      return any(sides);
    }
    Set<Object> set = new HashSet<>();
    sides.forEach(s -> s.right().constant().ifPresent(set::add));
    Set<Object> constants = Set.copyOf(set);
    String canonical =
        sides.stream().map(s -> s.right().canonical()).sorted().collect(Collectors.joining(","));
    Evaluation of = value.evaluation();
    return value.derive(
        ValueType.TRUTH,
        "(" + value.canonical() + " in " + canonical + ")",
        (fact, earlier) -> {
          Object found = of.value(fact, earlier);
          return found != null && constants.contains(found);
        });
  }

  private static Term any(List<Sides> sides) {
    Optional<Term> result = Optional.empty();
    for (Sides pair : sides) {
      Term equal = join(Operator.EQUAL, pair, Comparisons::same);
      result =
          Optional.of(
              result
                  .map(earlierChoices -> {
                    Evaluation one = earlierChoices.evaluation();
                    Evaluation other = equal.evaluation();
                    return Term.join(
                        ValueType.TRUTH,
                        "(" + earlierChoices.canonical() + "||" + equal.canonical() + ")",
                        earlierChoices,
                        equal,
                        (fact, earlier) -> one.holds(fact, earlier) || other.holds(fact, earlier));
                  })
                  .orElse(equal));
    }
    return result.orElseThrow();
  }

  private static Term join(
      Operator operator, Sides sides, BiPredicate<@Nullable Object, @Nullable Object> holds) {
    Evaluation one = sides.left().evaluation();
    Evaluation other = sides.right().evaluation();
    String canonical =
        "(" + sides.left().canonical() + operator.symbol() + sides.right().canonical() + ")";
    if (sides.right().constant().isPresent()) {
      Object constant = sides.right().constant().get();
      Evaluation how =
          operator == Operator.EQUAL
              ? (fact, earlier) -> constant.equals(one.value(fact, earlier))
              : (fact, earlier) -> holds.test(one.value(fact, earlier), constant);
      return sides.left().derive(ValueType.TRUTH, canonical, how);
    }
    return Term.join(
        ValueType.TRUTH,
        canonical,
        sides.left(),
        sides.right(),
        (fact, earlier) -> holds.test(one.value(fact, earlier), other.value(fact, earlier)));
  }

  static Sides unify(int leftOffset, Term left, int rightOffset, Term right) throws SyntaxProblem {
    if (left.type() == right.type() && left.type() != ValueType.NULL) {
      return new Sides(left, right);
    }
    if (left.type().isNumber() && right.type().isNumber()) {
      boolean decimal = left.type() == ValueType.DECIMAL || right.type() == ValueType.DECIMAL;
      return decimal ? new Sides(toDecimal(left), toDecimal(right)) : new Sides(left, right);
    }
    if (right.constantText().isPresent()) {
      return new Sides(left, Literals.coerce(rightOffset, right.constantText().get(), left.type()));
    }
    if (left.constantText().isPresent()) {
      return new Sides(Literals.coerce(leftOffset, left.constantText().get(), right.type()), right);
    }
    throw new SyntaxProblem(
        rightOffset,
        "%s is compared with %s (expected: %s)"
            .formatted(left.type().shown(), right.type().shown(), left.type().shown()));
  }

  static Term toDecimal(Term number) {
    if (number.type() == ValueType.DECIMAL) {
      return number;
    }
    if (number.constant().isPresent()) {
      return Term.literal(ValueType.DECIMAL, ((Number) number.constant().get()).doubleValue());
    }
    Evaluation of = number.evaluation();
    return number.derive(
        ValueType.DECIMAL,
        number.canonical(),
        (fact, earlier) -> {
          Object value = of.value(fact, earlier);
          return value == null ? null : ((Number) value).doubleValue();
        });
  }
}
