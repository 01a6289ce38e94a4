package io.sluice.broker.version;

import io.sluice.rules.decision.RuleSetVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a replica remembers across restarts: what it has seen in its directory, whom it followed,
 * and what it has not told the others.
 *
 * @param settled the directory's content that was dealt with: activated, or passed over for a later
 *     activation
 * @param refused the directory's content when it could not be used
 * @param sequence the number of the latest activation that was taken note of; 0 for none
 * @param last the set in force
 * @param waiting what the archive still has to get, oldest first
 */
public record ReplicaMemory(
    Optional<RuleSetVersion> settled,
    Optional<RefusedDirectory> refused,
    long sequence,
    Optional<RememberedSet> last,
    List<WaitingActivation> waiting) {

  /** What a replica remembers that has never run. */
  public static final ReplicaMemory NOTHING =
      new ReplicaMemory(Optional.empty(), Optional.empty(), 0, Optional.empty(), List.of());

  public ReplicaMemory {
    waiting = List.copyOf(waiting);
  }

  /**
   * A content of the directory that could not be used.
   *
   * @param version which
   * @param waiting whether it is to be activated as soon as it can be used; not when something else
   *     was activated since
   */
  public record RefusedDirectory(RuleSetVersion version, boolean waiting) {}

  boolean hasSeenDirectory() {
    return settled.isPresent() || refused.isPresent();
  }

  /** Whether a content of the directory is one that still has to be dealt with. */
  boolean isNews(RuleSetVersion directory) {
    if (settled.isPresent() && settled.get().equals(directory)) {
      return false;
    }
    return refused
        .filter(known -> known.version().equals(directory))
        .map(RefusedDirectory::waiting)
        .orElse(true);
  }

  ReplicaMemory settle(RuleSetVersion directory) {
    return new ReplicaMemory(Optional.of(directory), Optional.empty(), sequence, last, waiting);
  }

  ReplicaMemory refuse(RuleSetVersion directory) {
    var refusal = new RefusedDirectory(directory, true);
    return new ReplicaMemory(settled, Optional.of(refusal), sequence, last, waiting);
  }

  /** Something was activated later than what the directory holds. */
  ReplicaMemory passOver() {
    return new ReplicaMemory(
        settled,
        refused.map(known -> new RefusedDirectory(known.version(), false)),
        sequence,
        last,
        waiting);
  }

  ReplicaMemory at(long number) {
    return new ReplicaMemory(settled, refused, number, last, waiting);
  }

  ReplicaMemory inForce(RememberedSet set) {
    return new ReplicaMemory(settled, refused, sequence, Optional.of(set), waiting);
  }

  ReplicaMemory owing(WaitingActivation more) {
    var all = new ArrayList<>(waiting);
    all.add(more);
    return new ReplicaMemory(settled, refused, sequence, last, all);
  }

  ReplicaMemory withoutOldestWaiting() {
    return new ReplicaMemory(settled, refused, sequence, last, waiting.subList(1, waiting.size()));
  }
}
