package io.sluice.broker.version;

import java.util.Optional;

/** What came of an attempt to append an activation. */
public sealed interface Appended {

  /** It is the latest now. */
  record Done(ArchivedActivation activation) implements Appended {}

  /**
   * Nothing was appended: the archive has moved on.
   *
   * @param latest the latest activation; empty when the archive has none at all
   */
  record Conflict(Optional<ArchivedActivation> latest) implements Appended {}
}
