package io.sluice.rules.language;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks calls on values and of classes against the lists of what rules may call. */
final class CallChecker {
  private final Calls calls = new Calls();

  /** A call on a value. */
  Term check(Term target, Expression.Member member, List<Term> arguments) throws SyntaxProblem {
    Map<String, List<Call>> known = calls.on(target.type());
    String name = known.containsKey(member.name()) ? member.name() : propertyName(member);
    List<Call> named = known.get(name);
    if (named == null) {
      throw new SyntaxProblem(
          member.offset(),
          "'%s' can't be asked of %s; %s"
              .formatted(
                  member.name(),
                  target.type().shown(),
                  Nearest.hint(member.name(), known.keySet())));
    }
    return term(Optional.of(target), named, name, target.canonical(), member, arguments);
  }

  /** A call of a class. */
  Term check(
      String className,
      Map<String, List<Call>> known,
      Expression.Member member,
      List<Term> arguments)
      throws SyntaxProblem {
    List<Call> named = known.get(member.name());
    if (named == null || !member.called()) {
      throw new SyntaxProblem(
          member.offset(),
          "class policy: rules can't use %s.%s; %s"
              .formatted(className, member.name(), Nearest.hint(member.name(), known.keySet())));
    }
    return term(Optional.empty(), named, member.name(), className, member, arguments);
  }

  private static Term term(
      Optional<Term> target,
      List<Call> named,
      String name,
      String on,
      Expression.Member member,
      List<Term> arguments)
      throws SyntaxProblem {
    List<Call> fitting = named.stream().filter(call -> call.takes(arguments.size())).toList();
    if (fitting.isEmpty()) {
      throw new SyntaxProblem(
          member.offset(),
          "%s: %d arguments (expected: %s)".formatted(name, arguments.size(), counts(named)));
    }
    for (Call call : fitting) {
      Optional<List<Term>> fitted = fit(call, name, member, arguments);
      if (fitted.isPresent()) {
        return new Applied(call, name, on, member.offset()).term(target, fitted.get());
      }
    }
    throw misfit(fitting, name, member, arguments);
  }

  private static String counts(List<Call> named) {
    return named.stream()
        .map(call -> call.variadic() ? "any number" : Integer.toString(call.parameters().size()))
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  private static SyntaxProblem misfit(
      List<Call> fitting, String name, Expression.Member member, List<Term> arguments) {
    Call only = fitting.getFirst();
    for (int i = 0; i < arguments.size() && fitting.size() == 1; i++) {
      if (!accepts(only.parameter(i), arguments.get(i))) {
        return new SyntaxProblem(
            member.arguments().get(i).offset(),
            "this is %s (expected: %s)"
                .formatted(arguments.get(i).type().shown(), only.parameter(i).shown()));
      }
    }
    return new SyntaxProblem(
        member.offset(),
        "%s of %s (expected: %s)"
            .formatted(
                name,
                arguments.stream().map(t -> t.type().shown()).collect(Collectors.joining(", ")),
                fitting.stream().map(Call::usage).collect(Collectors.joining(" or "))));
  }

  /** The arguments brought to what the call takes; empty when one of them can't be. */
  private static Optional<List<Term>> fit(
      Call call, String name, Expression.Member member, List<Term> arguments) throws SyntaxProblem {
    var fitted = new ArrayList<Term>();
    for (int i = 0; i < arguments.size(); i++) {
      Parameter parameter = call.parameter(i);
      if (!accepts(parameter, arguments.get(i))) {
        return Optional.empty();
      }
      int offset = member.arguments().get(i).offset();
      fitted.add(bring(parameter, name, offset, arguments.get(i)));
    }
    return Optional.of(fitted);
  }

  private static boolean accepts(Parameter parameter, Term argument) {
    ValueType given = argument.type();
    return switch (parameter) {
      case Parameter.RegularExpression _ -> given == ValueType.TEXT;
      case Parameter.Shown _ -> given.isSingle();
      case Parameter.Of(ValueType type) ->
          type == given
              || (type == ValueType.DECIMAL && given == ValueType.WHOLE)
              || (type == ValueType.TEXTS && given == ValueType.TEXT_LIST)
              || (type.isWrittenAsText() && argument.constantText().isPresent());
    };
  }

  private static Term bring(Parameter parameter, String name, int offset, Term argument)
      throws SyntaxProblem {
    return switch (parameter) {
      case Parameter.RegularExpression _ -> {
        Pattern pattern = Patterns.compile(offset, argument, name);
        yield new Term(
            ValueType.TEXT,
            (_, _) -> pattern,
            argument.canonical(),
            Term.NO_SLOTS,
            false,
            Optional.of(pattern),
            false);
      }
      case Parameter.Shown _ -> argument;
      case Parameter.Of(ValueType type) when type == argument.type() -> argument;
      case Parameter.Of(ValueType type) when type == ValueType.DECIMAL ->
          Comparisons.toDecimal(argument);
      case Parameter.Of(ValueType type) when type == ValueType.TEXTS -> toSet(argument);
      case Parameter.Of(ValueType type) ->
          Literals.coerce(offset, argument.constantText().orElseThrow(), type);
    };
  }

  private static Term toSet(Term list) {
    Evaluation of = list.evaluation();
    Evaluation set =
        (fact, earlier) ->
            new LinkedHashSet<>((Collection<?>) Literals.present(of.value(fact, earlier)));
    return new Term(
        ValueType.TEXTS,
        set,
        list.canonical(),
        list.slots(),
        list.readsSelf(),
        list.constant().map(c -> new LinkedHashSet<Object>((Collection<?>) c)),
        list.mayFail());
  }

  /**
   * One call at its place.
   *
   * @param on target or class as it stands in canonical texts
   */
  private record Applied(Call call, String name, String on, int offset) {

    Term term(Optional<Term> target, List<Term> arguments) throws SyntaxProblem {
      var slots = new TreeSet<Integer>();
      var parts = new ArrayList<>(arguments);
      target.ifPresent(parts::addFirst);
      parts.forEach(part -> slots.addAll(part.slots()));
      boolean mayFail = call.kind() != Call.Kind.TOTAL || parts.stream().anyMatch(Term::mayFail);
      return new Term(
          call.result(),
          evaluation(target, arguments),
          canonical(arguments),
          slots,
          parts.stream().anyMatch(Term::readsSelf),
          constant(target, arguments),
          mayFail);
    }

    private String canonical(List<Term> arguments) {
      return arguments.stream()
          .map(Term::canonical)
          .collect(Collectors.joining(",", on + "." + name + "(", ")"));
    }

    /** What literals come to, so that mistakes in them show when the rule is read. */
    private Optional<Object> constant(Optional<Term> target, List<Term> arguments)
        throws SyntaxProblem {
      if (call.kind() == Call.Kind.FOREIGN || !arguments.stream().allMatch(Term::isConstant)) {
        return Optional.empty();
      }
      Given given = given(arguments);
      boolean known = target.isEmpty() || target.get().isConstant();
      Object on = target.map(t -> t.constant().orElseGet(t.type()::sample)).orElse("");
      try {
        Object value = call.how().apply(on, given);
        return known ? Optional.of(value) : Optional.empty();
      } catch (DateTimeException
          | IllegalArgumentException
          | IllegalStateException
          | ArithmeticException e) {
        throw new SyntaxProblem(offset, "%s: %s".formatted(name, e.getMessage()));
      }
    }

    private static Given given(List<Term> constants) {
      return new Given(constants.stream().map(t -> t.constant().orElseThrow()).toList());
    }

    private Evaluation evaluation(Optional<Term> target, List<Term> arguments) {
      Evaluation on = target.map(Term::evaluation).orElse((_, _) -> "");
      if (arguments.isEmpty()) {
        return (fact, earlier) -> apply(on.value(fact, earlier), Given.NOTHING);
      }
      if (arguments.stream().allMatch(Term::isConstant)) {
        Given given = given(arguments);
        return (fact, earlier) -> apply(on.value(fact, earlier), given);
      }
      List<Evaluation> each = arguments.stream().map(Term::evaluation).toList();
      return (fact, earlier) -> {
        var values = new ArrayList<Object>(each.size());
        for (Evaluation argument : each) {
          values.add(Literals.present(argument.value(fact, earlier)));
        }
        return apply(on.value(fact, earlier), new Given(values));
      };
    }

    private Object apply(@Nullable Object target, Given given) {
      Object on = Literals.present(target);
      try {
        Object value = call.how().apply(on, given);
        TextBound.pause(on instanceof String text ? text.length() : 0);
        return value;
      } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
        throw new IllegalStateException("%s: %s".formatted(name, e.getMessage()), e);
      }
    }
  }

  /** {@code user}, {@code user()} and {@code getUser()} are the same field. */
  static String propertyName(Expression.Member member) {
    String name = member.name();
    if (member.called() && member.arguments().isEmpty()) {
      int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : 0;
      if (prefix > 0 && name.length() > prefix && Character.isUpperCase(name.charAt(prefix))) {
        return Character.toLowerCase(name.charAt(prefix)) + name.substring(prefix + 1);
      }
    }
    return name;
  }
}
