package io.sluice.admin.decision;

import io.sluice.rules.decision.FiredRule;
import java.util.List;
import java.util.Map;

/**
 * A rule that fired: {@link FiredRule} on the wire.
 *
 * @param name the rule's name
 * @param file its file below the rules directory
 * @param line the line of its {@code rule} keyword, from 1
 * @param salience its salience
 * @param metadata its annotations, without the @
 * @param said the words it spoke, in order
 * @param overruled the words among them that had no effect, each with the reason
 */
public record FiredRuleView(
    String name,
    String file,
    int line,
    int salience,
    Map<String, String> metadata,
    List<String> said,
    List<String> overruled) {
  public FiredRuleView {
    metadata = Map.copyOf(metadata);
    said = List.copyOf(said);
    overruled = List.copyOf(overruled);
  }

  public static FiredRuleView of(FiredRule rule) {
    return new FiredRuleView(
        rule.name(),
        rule.place().file(),
        rule.place().line(),
        rule.salience(),
        rule.metadata(),
        rule.said(),
        rule.overruled());
  }
}
