package io.sluice.rules.drools;

import io.sluice.rules.decision.Speaker;
import io.sluice.rules.language.Action;
import io.sluice.rules.language.ActionReader;
import io.sluice.rules.language.CheckedRule;
import io.sluice.rules.language.ClassPolicy;
import io.sluice.rules.language.Condition;
import io.sluice.rules.language.FactTypes;
import io.sluice.rules.language.Outline.RuleStretch;
import io.sluice.rules.language.Problems;
import io.sluice.rules.language.Scope;
import io.sluice.rules.ruleset.Targets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.QueryDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** Checks one parsed rule. */
final class RuleReader {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._,:/()+#&-]*");
  private static final int LONGEST_NAME = 120;

  private final Problems problems;
  private final FactTypes factTypes;
  private final Targets targets;
  private final ClassPolicy classes;
  private final RuleStretch stretch;

  RuleReader(
      Problems problems,
      FactTypes factTypes,
      Targets targets,
      ClassPolicy classes,
      RuleStretch stretch) {
    this.problems = problems;
    this.factTypes = factTypes;
    this.targets = targets;
    this.classes = classes;
    this.stretch = stretch;
  }

  /** The rule; empty, with problems, when it can't be used. */
  Optional<CheckedRule> read(RuleDescr rule) {
    checkShape(rule);
    var attributes = new AttributeReader(problems, stretch);
    attributes.read(rule);
    var scope = Scope.of(classes);
    Condition condition =
        new ConditionReader(problems, factTypes, stretch.then()).read(rule.getLhs(), scope);
    List<Action> actions =
        new ActionReader(problems, scope, targets).read(stretch.actions(), stretch.end());
    if (problems.anyErrors()) {
      return Optional.empty();
    }
    var speaker =
        new Speaker(
            rule.getName(),
            problems.place(stretch.start()),
            attributes.salience(),
            attributes.metadata());
    return Optional.of(
        new CheckedRule(
            speaker,
            condition,
            actions,
            attributes.enabled(),
            attributes.effective(),
            attributes.expires()));
  }

  private void checkShape(RuleDescr rule) {
    String name = rule.getName();
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      problems.error(
          stretch.start(),
          "rule name: '%s' (expected: 1 to %d letters, digits, spaces or . _ , : / ( ) + # & -)"
              .formatted(name, LONGEST_NAME));
    }
    if (rule instanceof QueryDescr || rule.getParentName() != null) {
      problems.error(stretch.start(), "a rule can't extend another (expected: its own conditions)");
    }
    if (!rule.getNamedConsequences().isEmpty()) {
      problems.error(
          stretch.then(), "a rule has one 'then' (expected: a second rule for a second case)");
    }
    Object consequence = rule.getConsequence();
    String written = problems.text().substring(stretch.actions(), stretch.end());
    if (consequence == null || !plain(consequence.toString()).equals(plain(written))) {
      problems.error(stretch.then(), "what follows 'then' can't be read");
    }
  }

  /** The parser turns quotes into double ones; nothing else may differ from the file's text. */
  private static String plain(String text) {
    return text.replace('\'', '"').strip();
  }
}
