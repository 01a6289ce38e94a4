package io.sluice.rules.lint;

import io.sluice.rules.language.Condition;
import io.sluice.rules.language.Constraint;
import io.sluice.rules.language.Form;
import io.sluice.rules.language.Operator;
import io.sluice.rules.language.Term;
import io.sluice.rules.language.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions that can't be looked up, so that every statement is tested against them. A pattern
 * that has a condition which can is spared: the engine looks that one up first.
 */
final class Costs {
  private static final Map<String, String> FACT_OF_SET =
      Map.of("Query.clientTags", "Tag", "Query.groups", "Team", "Sql.tables", "Table");

  private static final String PLAIN = "[^\\\\.\\[\\](){}*+?^$|]*";
  private static final Pattern PLAIN_REGEX =
      Pattern.compile("(?<before>\\.\\*)?(?<text>" + PLAIN + ")(?<after>\\.\\*)?");

  private final Report report;

  Costs(Report report) {
    this.report = report;
  }

  void inspect(List<Subject> rules) {
    for (Subject rule : rules) {
      rule.patterns()
          .filter(pattern -> pattern.constraints().stream().noneMatch(Costs::isLookedUp))
          .forEach(pattern -> inspect(rule, pattern));
    }
  }

  private static boolean isLookedUp(Constraint constraint) {
    return constraint.key().filter(key -> key.other().isConstant()).isPresent();
  }

  private void inspect(Subject rule, Condition.Pattern pattern) {
    boolean told = false;
    for (Constraint constraint : pattern.constraints()) {
      Optional<String> faster = faster(constraint.form(), true);
      if (faster.isPresent()) {
        told = true;
        report.warn(
            rule,
            Code.SLOW_CONDITION,
            constraint.source(),
            "%s is tested for every statement (faster: %s)"
                .formatted(constraint.source().text(), faster.get()));
      }
    }
    if (!told) {
      pattern.constraints().stream()
          .filter(constraint -> isDear(constraint.form()))
          .findFirst()
          .ifPresent(constraint ->
              report.tell(
                  rule,
                  Code.SLOW_CONDITION,
                  constraint.source(),
                  "%s is tested for every statement; where many rules are like this, add a condition with == or write a rule for each value"
                      .formatted(constraint.source().text())));
    }
  }

  /** The same condition in a form that costs less. */
  private static Optional<String> faster(Form form, boolean positive) {
    return switch (form) {
      case Form.Not(Form inner) -> faster(inner, !positive);
      case Form.Compared(Operator operator, Term own, Object value)
          when operator == Operator.CONTAINS ->
          Optional.ofNullable(FACT_OF_SET.get(own.canonical()))
              .map(fact -> "%s%s(value == \"%s\")".formatted(positive ? "" : "not ", fact, value));
      case Form.Compared(Operator operator, Term own, Object value)
          when operator == Operator.MATCHES ->
          plain(field(own), value.toString()).map(text -> positive ? text : "!(" + text + ")");
      case Form.Compared(Operator _, Term own, Object _)
          when own.canonical().contains(".equalsIgnoreCase(") ->
          Optional.of("toLowerCase() == \"…\"");
      default -> Optional.empty();
    };
  }

  private static Optional<String> plain(String field, String regex) {
    Matcher matcher = PLAIN_REGEX.matcher(regex);
    if (!matcher.matches() || matcher.group("text").isEmpty()) {
      return Optional.empty();
    }
    boolean before = matcher.group("before") != null;
    boolean after = matcher.group("after") != null;
    String how =
        before && after ? "contains" : before ? "str[endsWith]" : after ? "str[startsWith]" : "==";
    return Optional.of("%s %s \"%s\"".formatted(field, how, matcher.group("text")));
  }

  private static String field(Term own) {
    return own.canonical().substring(own.canonical().indexOf('.') + 1);
  }

  private static boolean isDear(Form form) {
    return switch (form) {
      case Form.OneOf _, Form.Either _, Form.Both _ -> true;
      // One test of true or false is shared by all rules that ask for it.
      case Form.Not(Form.Compared(Operator _, Term own, Object _)) -> own.type() != ValueType.TRUTH;
      case Form.Not(Form inner) -> isDear(inner);
      case Form.Compared(Operator operator, Term _, Object _) ->
          Set.of(Operator.NOT_EQUAL, Operator.MATCHES, Operator.CONTAINS).contains(operator);
      case Form.Absent _, Form.Opaque _ -> false;
    };
  }
}
