package io.sluice.admin.precondition;

import java.util.Optional;
import java.util.Set;

/** Which state of a thing a change is meant for: the If-Match or If-None-Match of its request. */
public sealed interface Precondition {

  /**
   * Whether the thing may be changed.
   *
   * @param etag names its state, without quotes; empty when it does not exist
   */
  boolean admits(Optional<String> etag);

  /** Whether the thing, which exists, may be changed. */
  default boolean admits(String etag) {
    return admits(Optional.of(etag));
  }

  /** Whatever it is now, if it exists ({@code If-Match: *}). */
  record AnyVersion() implements Precondition {
    @Override
    public boolean admits(Optional<String> etag) {
      return etag.isPresent();
    }
  }

  /** Only one of these states. */
  record OneOf(Set<String> etags) implements Precondition {
    public OneOf {
      etags = Set.copyOf(etags);
    }

    @Override
    public boolean admits(Optional<String> etag) {
      return etag.filter(etags::contains).isPresent();
    }
  }

  /** Only if it does not exist yet ({@code If-None-Match: *}). */
  record Absent() implements Precondition {
    @Override
    public boolean admits(Optional<String> etag) {
      return etag.isEmpty();
    }
  }
}
