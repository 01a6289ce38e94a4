package io.sluice.broker.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A coordinator on one thread, however many polls it holds: who counts a broker's threads must not
 * count a cluster's.
 */
final class HeldPolls implements AutoCloseable {
  private final Selector selector;
  private final ServerSocketChannel server;
  private final CountDownLatch held;
  private final List<SocketChannel> waiting = new ArrayList<>();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("held-polls").unstarted(this::run);
  private volatile boolean holding;

  /**
   * @param polls how many {@link #awaitHeld} waits for
   */
  HeldPolls(int polls) throws IOException {
    this.held = new CountDownLatch(polls);
    this.selector = Selector.open();
    this.server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    thread.start();
  }

  RunningBroker broker(Path folder) throws IOException {
    return ScriptedCluster.broker(folder, authority());
  }

  private String authority() throws IOException {
    return "127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  /** Answers no client's request from now on. */
  void hold() {
    holding = true;
  }

  /** Answers those that wait and those that come. */
  void letThrough() {
    holding = false;
    selector.wakeup();
  }

  boolean awaitHeld(Duration patience) throws InterruptedException {
    return held.await(patience.toSeconds(), TimeUnit.SECONDS);
  }

  private void run() {
    try {
      while (selector.isOpen()) {
        selector.select();
        if (!selector.isOpen()) {
          return;
        }
        for (SelectionKey key : selector.selectedKeys()) {
          ready(key);
        }
        selector.selectedKeys().clear();
        if (!holding) {
          for (SocketChannel channel : waiting) {
            answer(channel, "page");
          }
          waiting.clear();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void ready(SelectionKey key) throws IOException {
    if (key.isAcceptable()) {
      SocketChannel channel = server.accept();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      return;
    }
    SocketChannel channel = (SocketChannel) key.channel();
    ByteBuffer bytes = ByteBuffer.allocate(8192);
    if (read(channel, bytes) < 0) {
      channel.close();
      return;
    }
    String request = new String(bytes.array(), 0, bytes.position(), ISO_8859_1);
    if (request.contains(authority())) {
      answer(channel, "{\"nodeVersion\":{\"version\":\"476\"},\"starting\":false}");
    } else {
      waiting.add(channel);
      held.countDown();
    }
  }

  /** A request fits into one read here: brokers write heads in one piece. */
  private static int read(SocketChannel channel, ByteBuffer bytes) {
    try {
      return channel.read(bytes);
    } catch (IOException e) {
      // A reset is an end as well.
      return -1;
    }
  }

  private static void answer(SocketChannel channel, String body) throws IOException {
    channel.write(
        ByteBuffer.wrap(
            "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body)
                .getBytes(ISO_8859_1)));
  }

  @Override
  public void close() throws IOException {
    selector.close();
    server.close();
    for (SocketChannel channel : waiting) {
      channel.close();
    }
  }
}
