package io.sluice.broker.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/** The sending side of a connection that takes as many bytes as a test lets it. */
final class Receiver implements DataStreamChannel {
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final List<String> events = new ArrayList<>();
  private int room;

  Receiver(int room) {
    this.room = room;
  }

  void makeRoom(int bytes) {
    room = bytes;
  }

  byte[] taken() {
    return taken.toByteArray();
  }

  /** What was asked of the connection beside taking bytes. */
  List<String> events() {
    return events;
  }

  @Override
  public void requestOutput() {
    events.add("output requested");
  }

  @Override
  public int write(ByteBuffer source) {
    int count = Math.min(room, source.remaining());
    byte[] bytes = new byte[count];
    source.get(bytes);
    taken.writeBytes(bytes);
    room -= count;
    return count;
  }

  @Override
  public void endStream() {
    endStream(null);
  }

  @Override
  public void endStream(@Nullable List<? extends Header> trailers) {
    events.add("end after " + taken.size() + (trailers == null ? "" : " with " + trailers));
  }
}
