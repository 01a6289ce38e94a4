package io.sluice.broker.version;

import io.sluice.broker.store.StoreException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings to the archive, in order, what was activated while it was away. Used by one thread. */
final class ArchiveDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveDelivery.class);

  private final RuleArchive archive;
  private final LiveMemory memory;

  ArchiveDelivery(RuleArchive archive, LiveMemory memory) {
    this.archive = archive;
    this.memory = memory;
  }

  /**
   * Delivers all that waits; what the archive has or knows better is dropped.
   *
   * @throws StoreException when the store can't take it now; what is left goes on waiting
   */
  void deliver() {
    while (!memory.get().waiting().isEmpty()) {
      WaitingActivation oldest = memory.get().waiting().getFirst();
      try {
        deliver(oldest);
      } catch (StoreException e) {
        if (e.kind() != StoreException.Kind.REFUSED) {
          throw e;
        }
        LOG.error("Rules version {} can't be archived", oldest.activation().version(), e);
      }
      memory.change(ReplicaMemory::withoutOldestWaiting);
    }
  }

  private void deliver(WaitingActivation item) {
    Optional<ArchivedActivation> latest = archive.latest();
    while (counts(item, latest)) {
      long number = latest.map(ArchivedActivation::sequence).orElse(0L);
      switch (archive.append(number, item.activation(), item.files())) {
        case Appended.Done done -> {
          memory.change(known -> known.at(done.activation().sequence()));
          return;
        }
        case Appended.Conflict conflict -> latest = conflict.latest();
      }
    }
  }

  private boolean counts(WaitingActivation item, Optional<ArchivedActivation> latest) {
    if (latest.isEmpty()) {
      return true;
    }
    if (latest.get().version().equals(item.activation().version())) {
      return false;
    }
    return switch (item.claim()) {
      case ALWAYS -> true;
      case IF_UNKNOWN -> !archive.wasActivated(item.activation().version());
      case IF_EMPTY -> false;
    };
  }
}
