package io.sluice.broker.followup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Looks at a page of results while it passes, to know the end of a query from its last page. The
 * page is not parsed: nextUri stands before columns and data in all engines, so that the first
 * bytes of any page but the last are enough to stop looking.
 *
 * <p>Pages of a query that waits for its turn have neither columns nor data: their statistics
 * follow at once and begin with the state.
 *
 * <p>Not for use by several threads, but for {@link #lastPage}, which is to be called off the lane
 * after all else.
 */
final class PageWatch {
  private static final int HEAD = 2048;
  private static final int MAX_KEPT = 1024 * 1024;
  private static final byte[] NEXT_URI = "\"nextUri\":\"".getBytes(ISO_8859_1);
  private static final byte[][] AFTER_IT = {
    "\"columns\":".getBytes(ISO_8859_1),
    "\"data\":".getBytes(ISO_8859_1),
    "\"stats\":".getBytes(ISO_8859_1)
  };
  private static final byte[][] WAITING = {
    "\"stats\":{\"state\":\"QUEUED\"".getBytes(ISO_8859_1),
    "\"stats\":{\"state\":\"WAITING_FOR_".getBytes(ISO_8859_1)
  };

  private final boolean gzip;
  private byte[] kept = new byte[HEAD];
  private int length;
  private boolean headSeen;
  private boolean done;
  private boolean queued;

  PageWatch(boolean gzip) {
    this.gzip = gzip;
  }

  /** Bytes that pass; leaves the buffer as it was. */
  void see(ByteBuffer bytes) {
    if (done) {
      return;
    }
    if (length + bytes.remaining() > MAX_KEPT) {
      forget();
      return;
    }
    if (!gzip && !headSeen && length == 0) {
      // The common case: most pages are told by their first bytes, before anything is copied.
      decide(position(bytes));
      if (done) {
        return;
      }
    }
    keep(bytes);
    if (!headSeen) {
      decide(gzip ? inflatedHead() : Arrays.copyOf(kept, Math.min(length, HEAD)));
    }
  }

  private static byte[] position(ByteBuffer bytes) {
    byte[] head = new byte[Math.min(bytes.remaining(), HEAD)];
    bytes.duplicate().get(head);
    return head;
  }

  private void keep(ByteBuffer bytes) {
    int needed = length + bytes.remaining();
    if (needed > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(needed, Math.min(kept.length * 2, MAX_KEPT)));
    }
    int count = bytes.remaining();
    bytes.duplicate().get(kept, length, count);
    length += count;
  }

  private void decide(byte[] head) {
    int next = indexOf(head, NEXT_URI);
    int after = Integer.MAX_VALUE;
    for (byte[] marker : AFTER_IT) {
      int at = indexOf(head, marker);
      after = at >= 0 ? Math.min(after, at) : after;
    }
    if (next >= 0 && next < after) {
      headSeen = true;
      queued = after < Integer.MAX_VALUE && isWaiting(head, after);
      forget();
    } else if (after < Integer.MAX_VALUE || head.length >= HEAD) {
      headSeen = true;
    }
  }

  private static boolean isWaiting(byte[] head, int stats) {
    for (byte[] waiting : WAITING) {
      if (stats + waiting.length <= head.length && matches(head, stats, waiting)) {
        return true;
      }
    }
    return false;
  }

  private void forget() {
    done = true;
    kept = new byte[0];
    length = 0;
  }

  /** Small compressed pages are looked at later, off the lane; only large ones must be told now. */
  private byte[] inflatedHead() {
    return length < HEAD ? new byte[0] : inflated();
  }

  private byte[] inflated() {
    byte[] head = new byte[HEAD];
    int read = 0;
    try (InputStream page = new GZIPInputStream(new ByteArrayInputStream(kept, 0, length))) {
      for (int more = 0; more >= 0 && read < HEAD; read += Math.max(more, 0)) {
        more = page.read(head, read, HEAD - read);
      }
    } catch (EOFException e) {
      // The rest of the stream is still on its way: what could be read so far is enough to look at.
      return Arrays.copyOf(head, read);
    } catch (IOException e) {
      // It is no gzip after all.
      forget();
    }
    return Arrays.copyOf(head, read);
  }

  /**
   * What the page tells of the query's end.
   *
   * @return empty when it is not the last page
   */
  Optional<LastPage> lastPage() throws IOException {
    if (done || length == 0) {
      return Optional.empty();
    }
    InputStream page = new ByteArrayInputStream(kept, 0, length);
    return LastPage.read(gzip ? new GZIPInputStream(page) : page);
  }

  /**
   * Whether the page says that its query waits for its turn; false where that is not seen. To be
   * called when the whole page has passed, of a page that is not the last one.
   */
  boolean queued() {
    if (gzip && mayBeLast()) {
      decide(inflated());
    }
    return queued;
  }

  /** Whether the page may be the last one, so that {@link #lastPage} is worth its while. */
  boolean mayBeLast() {
    return !done && length > 0;
  }

  private static int indexOf(byte[] text, byte[] part) {
    for (int start = 0; start <= text.length - part.length; start++) {
      if (text[start] == part[0] && matches(text, start, part)) {
        return start;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] text, int start, byte[] part) {
    for (int i = 1; i < part.length; i++) {
      if (text[start + i] != part[i]) {
        return false;
      }
    }
    return true;
  }
}
