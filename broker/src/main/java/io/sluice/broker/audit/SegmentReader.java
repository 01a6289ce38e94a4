package io.sluice.broker.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads events back from one file. The last line may be torn, when the process was killed while it
 * wrote; any line may be unreadable, when something else wrote to the file.
 */
final class SegmentReader {
  private static final int CHUNK_BYTES = 1 << 20;

  private final EventJson json;

  SegmentReader(EventJson json) {
    this.json = json;
  }

  /**
   * What was read.
   *
   * @param events the events, in order
   * @param unreadable lines that are no events, without their line ends
   * @param tornBytes how many bytes follow the last line end of the file
   * @param end the journal position up to which it was read
   */
  record Stretch(List<AuditEvent> events, List<String> unreadable, int tornBytes, long end) {}

  /**
   * Reads whole lines, about a mebibyte of them.
   *
   * @param segment the file
   * @param from the journal position to start at; a line starts there
   * @param limit the journal position to end before; a line ends there, or the file
   */
  Stretch read(Segment segment, long from, long limit) throws IOException {
    long last = Math.min(limit, segment.end());
    int size = (int) Math.min(last - from, CHUNK_BYTES);
    while (true) {
      byte[] bytes = bytes(segment.file(), from - segment.base(), size);
      boolean all = from + size >= last;
      int linesEnd = lastLineEnd(bytes);
      if (all || linesEnd > 0) {
        return parse(bytes, linesEnd, from, all);
      }
      size = (int) Math.min(last - from, 2L * size);
    }
  }

  private static byte[] bytes(Path file, long offset, int size) throws IOException {
    var bytes = new byte[size];
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(offset);
      in.readFully(bytes);
    }
    return bytes;
  }

  private static int lastLineEnd(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private Stretch parse(byte[] bytes, int linesEnd, long from, boolean all) {
    List<AuditEvent> events = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < linesEnd; i++) {
      if (bytes[i] == '\n') {
        try {
          events.add(json.event(bytes, start, i - start));
        } catch (IOException _) {
          unreadable.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        }
        start = i + 1;
      }
    }
    int torn = all ? bytes.length - linesEnd : 0;
    return new Stretch(events, unreadable, torn, from + linesEnd + torn);
  }
}
