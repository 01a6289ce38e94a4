package io.sluice.admin.rule;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sluice.admin.decision.Reasoning;
import io.sluice.admin.decision.SqlFeatures;
import java.time.Instant;
import java.util.List;

/**
 * Where a statement would go if it came now. On the wire the fields of {@code reasoning} stand
 * beside the others.
 *
 * @param at the moment that the rules saw
 * @param features what the statement's text says
 * @param reasoning where it would go, and why; the candidates and the cluster are those of a live
 *     decision at this moment
 * @param rules what each rule of the set made of it, in the order in which rules decide
 */
public record ExplainView(
    Instant at,
    SqlFeatures features,
    @JsonUnwrapped Reasoning reasoning,
    List<TracedRuleView> rules) {
  public ExplainView {
    rules = List.copyOf(rules);
  }
}
