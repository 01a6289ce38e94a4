package io.sluice.rules.drools;

import io.sluice.rules.language.Condition;
import io.sluice.rules.language.Constraint;
import io.sluice.rules.language.FactType;
import io.sluice.rules.language.FactTypes;
import io.sluice.rules.language.Nearest;
import io.sluice.rules.language.PatternReader;
import io.sluice.rules.language.Problems;
import io.sluice.rules.language.Scope;
import io.sluice.rules.language.Source;
import io.sluice.rules.language.Token;
import io.sluice.rules.language.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;

/** Checks a rule's conditions: a positive list of what may stand there. */
final class ConditionReader {
  private static final int MOST_PATTERNS = 16;
  private static final Condition NOTHING = new Condition.All(List.of());

  private final Problems problems;
  private final FactTypes factTypes;
  private final int fallbackOffset;
  private int slots;

  /**
   * @param fallbackOffset where to report what has no place of its own
   */
  ConditionReader(Problems problems, FactTypes factTypes, int fallbackOffset) {
    this.problems = problems;
    this.factTypes = factTypes;
    this.fallbackOffset = fallbackOffset;
  }

  /** The checked condition; names that it binds go into the scope. */
  Condition read(BaseDescr part, Scope scope) {
    return switch (part) {
      case PatternDescr pattern -> pattern(pattern, scope);
      case AndDescr and -> new Condition.All(parts(and, scope));
      case OrDescr or -> {
        var branches = new ArrayList<Condition>();
        for (BaseDescr branch : or.getDescrs()) {
          branches.add(read(branch, scope.nested()));
        }
        yield new Condition.Any(branches);
      }
      case NotDescr not -> new Condition.Not(only(not, scope.nested()));
      case ExistsDescr exists -> new Condition.Exists(only(exists, scope.nested()));
      default -> refuse(part);
    };
  }

  private List<Condition> parts(ConditionalElementDescr element, Scope scope) {
    var parts = new ArrayList<Condition>();
    for (BaseDescr part : descriptions(element)) {
      parts.add(read(part, scope));
    }
    return parts;
  }

  private Condition only(ConditionalElementDescr element, Scope scope) {
    List<Condition> parts = parts(element, scope);
    return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
  }

  private static List<BaseDescr> descriptions(ConditionalElementDescr element) {
    var parts = new ArrayList<BaseDescr>();
    for (Object part : element.getDescrs()) {
      parts.add((BaseDescr) part);
    }
    return parts;
  }

  private Condition refuse(BaseDescr part) {
    String kind =
        part.getClass().getSimpleName().replace("Descr", "").toLowerCase(java.util.Locale.ROOT);
    problems.error(
        offset(part),
        "'%s' can't be used in conditions (expected: patterns such as Tag(value == \"etl\"), not, exists, and, or)"
            .formatted(kind));
    return NOTHING;
  }

  private int offset(BaseDescr part) {
    return part.getStartCharacter() < 0 ? fallbackOffset : part.getStartCharacter();
  }

  private Condition pattern(PatternDescr pattern, Scope scope) {
    int start = offset(pattern);
    if (pattern.getObjectType() == null) {
      problems.error(start, "a pattern has no type (expected: one such as Query(…))");
      return NOTHING;
    }
    if (pattern.getSource() != null || !pattern.getBehaviors().isEmpty()) {
      problems.error(
          start, "'from', 'accumulate' and 'over' can't be used (expected: a plain pattern)");
      return NOTHING;
    }
    if (pattern.isUnification() || pattern.isQuery() || !pattern.getAnnotations().isEmpty()) {
      problems.error(
          start, "':=', '?' and '@' can't be used in patterns (expected: a plain pattern)");
      return NOTHING;
    }
    int typeOffset = Math.max(start, problems.text().indexOf(pattern.getObjectType(), start));
    Optional<FactType> type = factTypes.find(simpleName(pattern.getObjectType()));
    if (type.isEmpty()) {
      problems.error(
          typeOffset,
          "there are no facts of type '%s'; %s"
              .formatted(
                  pattern.getObjectType(),
                  Nearest.hint(pattern.getObjectType(), factTypes.names())));
      return NOTHING;
    }
    int slot = slots++;
    if (slot == MOST_PATTERNS) {
      problems.error(
          start, "too many patterns in one rule (expected: at most %d)".formatted(MOST_PATTERNS));
    }
    String name = pattern.getIdentifier();
    if (name != null && !scope.bindFact(name, slot, type.get())) {
      problems.error(start, "'%s' is bound already (expected: another name)".formatted(name));
    }
    List<Constraint> constraints = constraints(pattern, scope, type.get(), slot);
    return new Condition.Pattern(
        type.get(), slot, constraints, source(pattern, start, type.get(), constraints));
  }

  private Source source(
      PatternDescr pattern, int start, FactType type, List<Constraint> constraints) {
    String written = problems.text().substring(start, end(pattern, start));
    boolean commented = written.contains("//") || written.contains("/*");
    String bare =
        constraints.stream()
            .map(constraint -> constraint.source().text())
            .collect(Collectors.joining(", ", type.name() + "(", ")"));
    return problems.source(start, commented ? bare : written);
  }

  /** Behind the pattern's own closing bracket: the parser sometimes counts that of an outer one. */
  private int end(PatternDescr pattern, int start) {
    int most = Math.max(start, Math.min(pattern.getEndCharacter() + 1, problems.text().length()));
    int open = 0;
    for (Token token : Tokens.of(problems, start, most)) {
      open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (open == 0 && token.is(")")) {
        return token.end();
      }
    }
    return most;
  }

  private static String simpleName(String type) {
    String facts = "io.sluice.rules.fact.";
    return type.startsWith(facts) ? type.substring(facts.length()) : type;
  }

  private List<Constraint> constraints(PatternDescr pattern, Scope scope, FactType type, int slot) {
    var reader = new PatternReader(problems, scope, type, slot);
    var constraints = new ArrayList<Constraint>();
    for (BaseDescr part : descriptions(pattern.getConstraint())) {
      if (part instanceof ExprConstraintDescr written && isInPlace(written)) {
        constraints.addAll(reader.read(written.getStartCharacter(), written.getEndCharacter() + 1));
      } else {
        problems.error(offset(part), "the condition can't be read (expected: field == value)");
      }
    }
    return constraints;
  }

  /** Whether the parser's text is the file's text at that place: only the latter is read on. */
  private boolean isInPlace(ExprConstraintDescr written) {
    int start = written.getStartCharacter();
    int end = written.getEndCharacter() + 1;
    if (start < 0 || end > problems.text().length() || start >= end) {
      return false;
    }
    return written.getType() == ExprConstraintDescr.Type.NAMED
        && plain(problems.text().substring(start, end)).equals(plain(written.getExpression()));
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", "");
  }
}
