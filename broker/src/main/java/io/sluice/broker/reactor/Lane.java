package io.sluice.broker.reactor;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One event loop and the idle cluster connections that live on it. An exchange stays on the lane of
 * its client's connection, so that no byte changes threads on its way through.
 *
 * <p>The idle connections are guarded by a lock, because statements lease from virtual threads;
 * follow-ups lease on the lane's own thread, where the lock is free.
 */
public final class Lane {
  private final int index;
  private final int maxIdlePerCluster;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ClusterTarget.Line, ArrayDeque<ClusterConnection>> idle = new HashMap<>();

  Lane(int index, int maxIdlePerCluster) {
    this.index = index;
    this.maxIdlePerCluster = maxIdlePerCluster;
  }

  int index() {
    return index;
  }

  /** The most recently used idle connection that is still open. */
  Optional<ClusterConnection> lease(ClusterTarget.Line line) {
    lock.lock();
    try {
      ArrayDeque<ClusterConnection> connections = idle.get(line);
      while (connections != null && !connections.isEmpty()) {
        ClusterConnection connection = connections.pop();
        if (connection.isOpen()) {
          return Optional.of(connection);
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes back a connection on which another request may follow. */
  void giveBack(ClusterConnection connection) {
    lock.lock();
    try {
      if (!idle.containsKey(connection.line())) {
        forgetClosed();
      }
      ArrayDeque<ClusterConnection> connections =
          idle.computeIfAbsent(connection.line(), _ -> new ArrayDeque<>());
      connections.removeIf(other -> !other.isOpen());
      if (connections.size() < maxIdlePerCluster) {
        connections.push(connection);
        return;
      }
    } finally {
      lock.unlock();
    }
    connection.abort();
  }

  /** A new line may follow one that nobody asks for again, as when a trust file has changed. */
  private void forgetClosed() {
    idle.values().forEach(connections -> connections.removeIf(other -> !other.isOpen()));
    idle.values().removeIf(ArrayDeque::isEmpty);
  }

  /** Those that are open; the others are forgotten at the next lease. */
  int idleConnections() {
    lock.lock();
    try {
      return (int)
          idle.values().stream()
              .flatMap(ArrayDeque::stream)
              .filter(ClusterConnection::isOpen)
              .count();
    } finally {
      lock.unlock();
    }
  }
}
