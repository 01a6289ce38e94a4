package io.sluice.admin.validation;

import io.sluice.rules.ruleset.RuleFiles;

/** Tries a rule set out. Safe for use by many threads. */
@FunctionalInterface
public interface RuleValidation {
  /**
   * Compiles a set, inspects it and runs its tests, as if it were to become active; nothing
   * changes.
   */
  ValidationView validate(RuleFiles candidate);
}
