package io.sluice.broker.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** What has happened once and must not happen again, on whichever replica. */
final class Milestone {
  private Milestone() {}

  static boolean isReached(Handle handle, String name) {
    return handle
        .createQuery("SELECT 1 FROM milestone WHERE name = :name")
        .bind("name", name)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Fails with a duplicate key when another replica is quicker. */
  static void reach(Handle handle, String name, Instant at) {
    handle.execute("INSERT INTO milestone (name, reached_at) VALUES (?, ?)", name, Micros.of(at));
  }
}
