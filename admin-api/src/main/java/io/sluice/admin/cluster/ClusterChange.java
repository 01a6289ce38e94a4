package io.sluice.admin.cluster;

import io.sluice.admin.problem.FieldProblem;
import java.util.List;

/** What came of a change to a cluster. */
public sealed interface ClusterChange {

  /**
   * It is done, and stored.
   *
   * @param cluster the cluster after it; for a delete, as it was last
   */
  record Done(ClusterView cluster) implements ClusterChange {}

  /** There is no cluster of that name. */
  record NotFound() implements ClusterChange {}

  /** There is a cluster of that name already. */
  record AlreadyExists() implements ClusterChange {}

  /**
   * The cluster was changed since the client read it.
   *
   * @param etag its version now
   */
  record Stale(String etag) implements ClusterChange {}

  /**
   * The cluster can't be changed in this way now.
   *
   * @param reason why, and what to do instead
   */
  record Refused(String reason) implements ClusterChange {}

  /**
   * The spec makes no sense in this fleet, such as a URL that another cluster has.
   *
   * @param problems at least one, all that were found
   */
  record Invalid(List<FieldProblem> problems) implements ClusterChange {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
