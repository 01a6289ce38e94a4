package io.sluice.admin.replay;

import io.sluice.rules.fact.GroupName;
import io.sluice.rules.replay.Shift;
import java.util.List;
import java.util.Optional;

/**
 * Decisions that go from one group to another: {@link Shift} on the wire.
 *
 * @param from the group then; left out when they were rejected
 * @param to the group now; left out when they would be rejected
 * @param count how many
 * @param share of all decisions that were replayed, 0 to 1
 * @param cpuMillis the CPU time of their queries, as far as it is known
 * @param withCpu how many of them have a known CPU time
 * @param examples the earliest of them
 */
public record ShiftView(
    Optional<GroupName> from,
    Optional<GroupName> to,
    long count,
    double share,
    long cpuMillis,
    long withCpu,
    List<ExampleView> examples) {
  public ShiftView {
    examples = List.copyOf(examples);
  }

  static ShiftView of(Shift shift) {
    return new ShiftView(
        shift.from(),
        shift.to(),
        shift.count(),
        shift.share(),
        shift.cpuMillis(),
        shift.withCpu(),
        shift.examples().stream().map(ExampleView::of).toList());
  }
}
