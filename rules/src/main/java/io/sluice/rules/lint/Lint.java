package io.sluice.rules.lint;

import io.sluice.rules.language.CheckedRule;
import io.sluice.rules.language.CheckedRuleSet;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for what is allowed but probably not meant. "Never fires" and "always overruled" are
 * certain: they are told only of what no facts can refute. The others say what could be.
 *
 * <p>Every message ends in a code in brackets; {@code @suppress("code")} silences it for one rule.
 * Safe for use by many threads; takes less than a second for a thousand rules.
 */
public final class Lint {
  private final LintSettings settings;
  private final InstantSource clock;

  /**
   * @param clock tells which rules have expired
   */
  public Lint(LintSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What is worth a look in a set that compiles.
   *
   * @param files what the set was compiled from
   * @param ruleSet the set; one that can't be looked into gives no findings
   * @param targets the groups and clusters that exist
   */
  public List<Diagnostic> inspect(RuleFiles files, RuleSet ruleSet, Targets targets) {
    return ruleSet instanceof CheckedRuleSet checked
        ? inspect(files, checked.checked(), targets)
        : List.of();
  }

  private List<Diagnostic> inspect(RuleFiles files, List<CheckedRule> rules, Targets targets) {
    var report = new Report();
    List<Subject> subjects = subjects(files, rules);
    var now = LocalDateTime.ofInstant(clock.instant(), settings.zone());
    new Validity(report, now).inspect(subjects);
    new Annotations(report, settings.required()).inspect(subjects);
    new FactValues(report, targets).inspect(subjects);
    new Costs(report).inspect(subjects);
    new Bindings(report, files).inspect(subjects);
    new Pairs(report).inspect(subjects);
    return report.found();
  }

  private static List<Subject> subjects(RuleFiles files, List<CheckedRule> rules) {
    Map<String, List<String>> lines = new HashMap<>();
    for (RuleFile file : files.files()) {
      if (!file.binary()) {
        lines.put(file.name(), file.text().lines().toList());
      }
    }
    var subjects = new ArrayList<Subject>();
    for (CheckedRule rule : rules) {
      var place = rule.speaker().place();
      List<String> text = lines.getOrDefault(place.file(), List.of());
      int column = place.line() <= text.size() ? text.get(place.line() - 1).indexOf("rule") + 1 : 1;
      subjects.add(new Subject(rule, Math.max(1, column)));
    }
    return subjects;
  }
}
