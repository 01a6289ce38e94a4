package io.sluice.admin.source;

import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.version.RuleChange;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;

/**
 * The files of the rule set in force, as all brokers of the store have them. Safe for use by many
 * threads; may block. A change throws {@link io.sluice.admin.problem.UnavailableException} when it
 * can't be stored, and then nothing changed.
 */
public interface RuleSources {
  /** Whether files may be changed here. */
  boolean writable();

  /** The files of the latest activation, or of the set in force while the store is down. */
  RuleFiles files();

  /** Adds or replaces a file: Active, Refused, Stale or Busy. */
  RuleChange put(RuleFile file, Precondition precondition, String who, String why);

  /** Takes a file out: Active, Refused, Stale or Busy. */
  RuleChange delete(String name, Precondition precondition, String who, String why);
}
