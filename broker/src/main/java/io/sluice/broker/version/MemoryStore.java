package io.sluice.broker.version;

import java.io.IOException;

/** Where a replica's memory is kept. */
public interface MemoryStore {
  /** What was saved last; nothing when nothing was, or when it can't be read, which is logged. */
  ReplicaMemory load();

  /**
   * Saves all of it, or leaves what was there.
   *
   * @throws IOException when it can't be written
   */
  void save(ReplicaMemory memory) throws IOException;
}
