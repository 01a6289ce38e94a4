package io.sluice.samples.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The stand-in's door: a listening socket on loopback, and one virtual thread for each connection.
 *
 * <p>Thread-safe: the lock guards the door and its socket.
 */
final class Listener {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Function<Socket, Conversation> conversations;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Ear> ear = Optional.empty();
  private volatile Door door = Door.SHUT;
  private int port;

  /** The listening socket and the thread that accepts on it. */
  private record Ear(ServerSocket socket, Thread acceptor) {}

  /**
   * @param port the port; 0 takes a free one at the first opening, and keeps it
   */
  Listener(int port, Function<Socket, Conversation> conversations) {
    this.port = port;
    this.conversations = conversations;
  }

  int port() {
    lock.lock();
    try {
      return port;
    } finally {
      lock.unlock();
    }
  }

  int accepted() {
    return accepted.get();
  }

  int openConnections() {
    return connections.size();
  }

  void door(Door wanted) throws IOException {
    lock.lock();
    try {
      door = wanted;
      if (wanted == Door.SHUT) {
        if (ear.isPresent()) {
          shut(ear.get());
          ear = Optional.empty();
        }
      } else if (ear.isEmpty()) {
        ear = Optional.of(open());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Closes all open connections, whatever they are doing. */
  void dropConnections() throws IOException {
    for (Socket connection : connections) {
      connection.close();
    }
  }

  void close() throws IOException {
    door(Door.SHUT);
    threads.shutdownNow();
    dropConnections();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("stand-in: a connection's thread did not end in 10 s");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Ear open() throws IOException {
    var socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
    port = socket.getLocalPort();
    return new Ear(socket, Thread.ofVirtual().start(() -> accept(socket)));
  }

  /**
   * Closes the socket. The kernel goes on accepting while a thread is within accept: wait for it.
   */
  private static void shut(Ear ear) throws IOException {
    ear.socket().close();
    try {
      ear.acceptor().join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(ServerSocket socket) {
    try {
      while (true) {
        Socket connection = socket.accept();
        accepted.incrementAndGet();
        connections.add(connection);
        threads.execute(() -> hold(connection));
      }
    } catch (SocketException _) {
      // The door was shut.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("stand-in: can't accept on " + socket, e);
    }
  }

  private void hold(Socket connection) {
    try (connection) {
      if (door == Door.OPEN) {
        conversations.apply(connection).hold();
      }
    } catch (IOException _) {
      // The other side went away, or the stand-in was told to break off: the conversation is over.
      return;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }
}
