package io.sluice.rules.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the signs by which a condition can be looked up. */
final class LookupReader {
  private static final String SPECIAL = "\\^$.|?*+()[]{}";
  private static final String REPEATING = "?*{";

  private final ExpressionChecker checker;
  private final FactType type;

  LookupReader(ExpressionChecker checker, FactType type) {
    this.checker = checker;
    this.type = type;
  }

  /** Signs of which one is there whenever the condition is fulfilled; none when none are known. */
  List<Lookup> read(Expression condition) throws SyntaxProblem {
    return switch (condition) {
      case Expression.Binary(int _, Operator operator, Expression left, Expression right) ->
          binary(operator, left, right);
      case Expression.In(int _, Expression value, List<Expression> choices) -> in(value, choices);
      case Expression.Member(
              int _,
              Expression target,
              String name,
              boolean called,
              List<Expression> arguments)
          when called && arguments.size() == 1 && !checker.namesClass(target) ->
          call(target, name, arguments.getFirst());
      default -> List.of();
    };
  }

  private List<Lookup> binary(Operator operator, Expression left, Expression right)
      throws SyntaxProblem {
    return switch (operator) {
      case OR -> either(read(left), read(right));
      case AND -> {
        List<Lookup> first = read(left);
        yield first.isEmpty() ? read(right) : first;
      }
      case EQUAL -> {
        List<Lookup> equal = equal(left, right);
        yield equal.isEmpty() ? equal(right, left) : equal;
      }
      case CONTAINS -> contains(left, right);
      case MEMBER_OF -> contains(right, left);
      case STARTS_WITH -> startsWith(left, right);
      case MATCHES -> {
        Optional<String> pattern = checker.check(right).constantText();
        yield pattern.isPresent() ? startsWith(left, prefix(pattern.get())) : List.of();
      }
      default -> List.of();
    };
  }

  private static List<Lookup> either(List<Lookup> one, List<Lookup> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return List.of();
    }
    var both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private List<Lookup> equal(Expression field, Expression value) throws SyntaxProblem {
    Optional<Comparisons.Sides> sides = checker.sides(field, value);
    if (sides.isEmpty() || !isField(sides.get().left())) {
      return List.of();
    }
    Term own = sides.get().left();
    return sides.get().right().constant().stream()
        .<Lookup>map(constant -> new Lookup.Equals(own, constant))
        .toList();
  }

  private List<Lookup> in(Expression value, List<Expression> choices) throws SyntaxProblem {
    var all = new ArrayList<Lookup>();
    for (Expression choice : choices) {
      List<Lookup> one = equal(value, choice);
      if (one.isEmpty()) {
        return List.of();
      }
      all.addAll(one);
    }
    return all;
  }

  private List<Lookup> call(Expression target, String name, Expression argument)
      throws SyntaxProblem {
    return switch (name) {
      case "startsWith" -> startsWith(target, argument);
      case "contains" -> contains(target, argument);
      default -> List.of();
    };
  }

  private List<Lookup> contains(Expression set, Expression text) throws SyntaxProblem {
    Term own = checker.check(set);
    Optional<String> constant = checker.check(text).constantText();
    return own.type() == ValueType.TEXTS && isField(own) && constant.isPresent()
        ? List.of(new Lookup.Contains(own, constant.get()))
        : List.of();
  }

  private List<Lookup> startsWith(Expression text, Expression prefix) throws SyntaxProblem {
    Optional<String> constant = checker.check(prefix).constantText();
    return constant.isPresent() ? startsWith(text, constant.get()) : List.of();
  }

  private List<Lookup> startsWith(Expression text, String prefix) throws SyntaxProblem {
    Term own = checker.check(text);
    return own.type() == ValueType.TEXT && isField(own) && !prefix.isEmpty()
        ? List.of(new Lookup.StartsWith(own, prefix))
        : List.of();
  }

  /** How every text begins that a pattern matches, as far as that is plain to see. */
  static String prefix(String pattern) {
    if (pattern.indexOf('|') >= 0) {
      return "";
    }
    int end = 0;
    while (end < pattern.length() && SPECIAL.indexOf(pattern.charAt(end)) < 0) {
      end++;
    }
    boolean lastIsOptional = end < pattern.length() && REPEATING.indexOf(pattern.charAt(end)) >= 0;
    return pattern.substring(0, lastIsOptional ? Math.max(0, end - 1) : end);
  }

  /** Whether a term is a field of the pattern's fact, which can be read at any time. */
  private boolean isField(Term term) {
    return term.readsSelf()
        && term.slots().isEmpty()
        && term.type() != ValueType.MAYBE_WHOLE
        && term.canonical().startsWith(type.name() + ".")
        && type.properties().containsKey(term.canonical().substring(type.name().length() + 1));
  }
}
