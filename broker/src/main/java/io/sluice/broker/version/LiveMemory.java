package io.sluice.broker.version;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A replica's memory while it runs: saved with each change. Used by one thread. */
final class LiveMemory {
  private static final Logger LOG = LoggerFactory.getLogger(LiveMemory.class);

  private final MemoryStore store;
  private ReplicaMemory memory = ReplicaMemory.NOTHING;

  LiveMemory(MemoryStore store) {
    this.store = store;
  }

  void load() {
    memory = store.load();
  }

  ReplicaMemory get() {
    return memory;
  }

  /** Goes on with what changed when it can't be saved: only a restart would miss it. */
  void change(UnaryOperator<ReplicaMemory> how) {
    ReplicaMemory next = how.apply(memory);
    if (next.equals(memory)) {
      return;
    }
    memory = next;
    try {
      store.save(next);
    } catch (IOException e) {
      LOG.warn("What this broker knows of its rules can't be saved for a restart", e);
    }
  }
}
