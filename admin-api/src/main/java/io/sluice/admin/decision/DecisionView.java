package io.sluice.admin.decision;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the audit keeps of one decision. On the wire the fields of {@code statement}, {@code
 * reasoning} and {@code end} stand beside the others.
 *
 * @param id its name
 * @param at when the statement came
 * @param statement the statement and who sent it
 * @param features what the statement's text says
 * @param reasoning where it went, and why
 * @param attempts the tries to hand it to a cluster, in order
 * @param queryId the query that the cluster made of it
 * @param end how the query ended
 */
public record DecisionView(
    DecisionId id,
    Instant at,
    @JsonUnwrapped StatementView statement,
    SqlFeatures features,
    @JsonUnwrapped Reasoning reasoning,
    List<Attempt> attempts,
    Optional<String> queryId,
    @JsonUnwrapped QueryEnd end) {
  public DecisionView {
    attempts = List.copyOf(attempts);
  }
}
