package io.sluice.broker.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Speaks TLS on a port of its own, and passes what is within to a server that speaks none. */
public final class TlsFront implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();

  private TlsFront(ServerSocket listening, int target) {
    this.listening = listening;
    this.target = target;
  }

  /** Starts one before a server on loopback. */
  public static TlsFront before(int port, SSLContext tls) throws IOException {
    var front =
        new TlsFront(
            tls.getServerSocketFactory()
                .createServerSocket(0, 128, InetAddress.getLoopbackAddress()),
            port);
    front.threads.execute(front::accept);
    return front;
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** By the host's address, which a certificate may name or not. */
  public URI url(String host) {
    return URI.create("https://" + host + ":" + port());
  }

  public int accepted() {
    return accepted.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        accepted.incrementAndGet();
        open.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (IOException _) {
      // Closed.
      return;
    }
  }

  private void serve(Socket client) {
    try (client) {
      ((SSLSocket) client).startHandshake();
      try (var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
        open.add(server);
        threads.execute(() -> pass(server, client));
        pass(client, server);
      }
    } catch (IOException _) {
      // A side has gone: so does the other.
      return;
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException _) {
      // A side has gone: so does the other.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
