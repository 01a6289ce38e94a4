package io.sluice.rules.language;

import java.util.List;
import java.util.Map;

/** Checks calls on values against the list of {@link Calls}. */
final class CallChecker {
  private final Calls calls = new Calls();

  Term check(Term target, Expression.Member member, List<Term> arguments) throws SyntaxProblem {
    Map<String, Call> known = calls.on(target.type());
    String name = known.containsKey(member.name()) ? member.name() : propertyName(member);
    Call call = known.get(name);
    if (call == null) {
      throw new SyntaxProblem(
          member.offset(),
          "'%s' can't be asked of %s; %s"
              .formatted(
                  member.name(),
                  target.type().shown(),
                  Nearest.hint(member.name(), known.keySet())));
    }
    int expected = call.parameter().isPresent() ? 1 : 0;
    if (arguments.size() != expected) {
      throw new SyntaxProblem(
          member.offset(),
          "%s: %d arguments (expected: %d)".formatted(name, arguments.size(), expected));
    }
    if (expected == 0) {
      return withoutArgument(call, name, target);
    }
    int offset = member.arguments().getFirst().offset();
    return withArgument(call, name, target, Literals.text(offset, arguments.getFirst()));
  }

  private static Term withoutArgument(Call call, String name, Term target) {
    Evaluation of = target.evaluation();
    return target.derive(
        call.result(),
        target.canonical() + "." + name + "()",
        (fact, earlier) -> {
          Object value = Literals.present(of.value(fact, earlier));
          return call.how().apply(value, value);
        });
  }

  private static Term withArgument(Call call, String name, Term target, Term argument) {
    Evaluation of = target.evaluation();
    Evaluation argumentOf = argument.evaluation();
    String canonical = target.canonical() + "." + name + "(" + argument.canonical() + ")";
    if (argument.constant().isPresent()) {
      Object constant = argument.constant().get();
      return target.derive(
          call.result(),
          canonical,
          (fact, earlier) -> call.how().apply(Literals.present(of.value(fact, earlier)), constant));
    }
    return Term.join(
        call.result(),
        canonical,
        target,
        argument,
        (fact, earlier) ->
            call.how()
                .apply(
                    Literals.present(of.value(fact, earlier)),
                    Literals.present(argumentOf.value(fact, earlier))));
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
