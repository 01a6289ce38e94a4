package io.sluice.admin.rule;

import io.sluice.rules.ruleset.RuleInfo;
import java.util.Map;

/**
 * One rule of the active set: {@link RuleInfo} on the wire.
 *
 * @param name its name, unique in the set
 * @param file its file below the rules directory
 * @param line the line of its {@code rule} keyword, from 1
 * @param salience its salience
 * @param metadata its annotations, without the @
 * @param counts how it has fared since the set became active in this process
 */
public record RuleView(
    String name,
    String file,
    int line,
    int salience,
    Map<String, String> metadata,
    RuleCounts counts) {
  public RuleView {
    metadata = Map.copyOf(metadata);
  }

  /** A rule of a set that is not active. */
  public static RuleView of(RuleInfo rule) {
    return of(rule, RuleCounts.NONE);
  }

  public static RuleView of(RuleInfo rule, RuleCounts counts) {
    return new RuleView(
        rule.name(),
        rule.place().file(),
        rule.place().line(),
        rule.salience(),
        rule.metadata(),
        counts);
  }
}
