package io.sluice.broker.version;

import java.io.IOException;

/** A memory that outlives the course, and whose disk can be full. */
final class MemoryInMemory implements MemoryStore {
  private ReplicaMemory saved = ReplicaMemory.NOTHING;
  private boolean full;

  void full(boolean now) {
    full = now;
  }

  void forget() {
    saved = ReplicaMemory.NOTHING;
  }

  @Override
  public ReplicaMemory load() {
    return saved;
  }

  @Override
  public void save(ReplicaMemory memory) throws IOException {
    if (full) {
      throw new IOException("no space left");
    }
    saved = memory;
  }
}
