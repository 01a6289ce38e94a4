package io.sluice.broker.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port of loopback where connecting is never answered, as when a machine has lost its power: a
 * listening socket that accepts nobody and whose queue is full. The kernel drops what comes then.
 */
final class BlackHole implements AutoCloseable {
  private static final int MOST_QUEUED = 16;
  private static final int PATIENCE_MILLIS = 300;

  private final ServerSocket socket = new ServerSocket();
  private final List<Socket> queued = new ArrayList<>();

  BlackHole(int port) throws IOException {
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
  }

  /** Fills the queue; false where the operating system goes on answering. */
  boolean open() throws IOException {
    for (int i = 0; i < MOST_QUEUED; i++) {
      var filler = new Socket();
      queued.add(filler);
      try {
        filler.connect(socket.getLocalSocketAddress(), PATIENCE_MILLIS);
      } catch (SocketTimeoutException _) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    try {
      for (Socket filler : queued) {
        filler.close();
      }
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
