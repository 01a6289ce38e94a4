package io.sluice.admin.cluster;

import java.util.Set;

/** Which version of a cluster a change is meant for: the If-Match of its request. */
public sealed interface Precondition {

  /** Whether a cluster whose {@link ClusterView#etag} is {@code etag} may be changed. */
  boolean admits(String etag);

  /** Whatever it is now ({@code If-Match: *}). */
  record AnyVersion() implements Precondition {
    @Override
    public boolean admits(String etag) {
      return true;
    }
  }

  /** Only one of these versions. */
  record OneOf(Set<String> etags) implements Precondition {
    public OneOf {
      etags = Set.copyOf(etags);
    }

    @Override
    public boolean admits(String etag) {
      return etags.contains(etag);
    }
  }
}
