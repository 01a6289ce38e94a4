package io.sluice.rules.lint;

import io.sluice.rules.language.Condition;
import io.sluice.rules.language.Constraint;
import io.sluice.rules.language.Form;
import io.sluice.rules.language.Operator;
import io.sluice.rules.language.Term;
import io.sluice.rules.language.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions that can't be looked up, so that every statement is tested against them. A pattern
 * that has a condition which can is spared: the engine looks that one up first. So are the fleet's
 * facts, which are not tested for each statement.
 */
final class Costs {
  private static final Map<String, String> FACT_OF_SET =
      Map.of("Query.clientTags", "Tag", "Query.groups", "Team", "Sql.tables", "Table");

  private static final String LETTER = "[^\\\\.\\[\\](){}*+?^$|]";
  private static final String PLAIN = LETTER + "*";
  private static final Pattern PLAIN_REGEX =
      Pattern.compile("(?<before>\\.\\*)?(?<text>" + PLAIN + ")(?<after>\\.\\*)?");

  private static final Pattern LIST = Pattern.compile(LETTER + "+(\\|" + LETTER + "+)+");

  /** Fewer dear conditions than this are not worth a word. */
  private static final int MANY = 20;

  private final Report report;

  Costs(Report report) {
    this.report = report;
  }

  void inspect(List<Subject> rules) {
    List<Hint> hints = new ArrayList<>();
    for (Subject rule : rules) {
      rule.patterns()
          .filter(pattern -> pattern.type().perStatement())
          .filter(pattern -> pattern.constraints().stream().noneMatch(Costs::isLookedUp))
          .forEach(pattern -> inspect(rule, pattern).ifPresent(hints::add));
    }
    if (hints.size() >= MANY) {
      hints.forEach(hint ->
          report.tell(
              hint.rule(),
              Code.SLOW_CONDITION,
              hint.constraint().source(),
              "%s is tested for every statement, as the conditions of %d patterns here (faster: begin with a condition with ==, or a rule for each value)"
                  .formatted(hint.constraint().source().text(), hints.size())));
    }
  }

  /** A condition that costs, and for which there is no other form. */
  private record Hint(Subject rule, Constraint constraint) {}

  private static boolean isLookedUp(Constraint constraint) {
    return !constraint.lookups().isEmpty()
        || constraint.key().filter(key -> key.other().isConstant()).isPresent();
  }

  private Optional<Hint> inspect(Subject rule, Condition.Pattern pattern) {
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
    return told
        ? Optional.empty()
        : pattern.constraints().stream()
            .filter(constraint -> isDear(constraint.form()))
            .findFirst()
            .map(constraint -> new Hint(rule, constraint));
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
    if (LIST.matcher(regex).matches()) {
      return Optional.of("%s in (\"%s\")".formatted(field, regex.replace("|", "\", \"")));
    }
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
