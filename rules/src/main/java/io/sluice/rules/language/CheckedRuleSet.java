package io.sluice.rules.language;

import io.sluice.rules.ruleset.RuleSet;
import java.util.List;

/** A rule set that lets others look into its rules. */
public interface CheckedRuleSet extends RuleSet {

  /** The rules in the order of their files and lines. */
  List<CheckedRule> checked();
}
