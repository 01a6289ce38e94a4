package io.sluice.rules.replay;

import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.Optional;

/**
 * The decisions that would change from one group to another.
 *
 * @param from the group then; none when they were rejected
 * @param to the group now; none when they would be rejected
 * @param count how many
 * @param share of all decisions that were replayed, 0 to 1
 * @param cpuMillis the CPU time of their queries, as far as it is known
 * @param withCpu how many of them have a known CPU time
 * @param examples the earliest of them
 */
public record Shift(
    Optional<GroupName> from,
    Optional<GroupName> to,
    long count,
    double share,
    long cpuMillis,
    long withCpu,
    List<Example> examples) {
  public Shift {
    examples = List.copyOf(examples);
  }
}
