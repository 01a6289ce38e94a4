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
  private static final byte[] COLUMNS = "\"columns\":".getBytes(ISO_8859_1);
  private static final byte[] DATA = "\"data\":".getBytes(ISO_8859_1);
  private static final byte[] STATS = "\"stats\":".getBytes(ISO_8859_1);
  private static final byte[][] WAITING = {
    "{\"state\":\"QUEUED\"".getBytes(ISO_8859_1), "{\"state\":\"WAITING_FOR_".getBytes(ISO_8859_1)
  };
  private static final int LONGEST_WAITING = "{\"state\":\"WAITING_FOR_".length();

  private final boolean gzip;
  private byte[] kept = new byte[0];
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
    if (!gzip && !headSeen && length == 0) {
      // The common case: most pages are told by their first bytes, before anything is copied.
      decide(bytes.slice(bytes.position(), Math.min(bytes.remaining(), HEAD)), false);
      if (done) {
        return;
      }
    }
    keep(bytes);
    if (!headSeen) {
      decide(gzip ? inflatedHead() : keptHead(), false);
    }
    if (length > MAX_KEPT) {
      forget();
    }
  }

  private ByteBuffer keptHead() {
    return ByteBuffer.wrap(kept, 0, Math.min(length, HEAD));
  }

  private void keep(ByteBuffer bytes) {
    int count = bytes.remaining();
    if (length + count > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(length + count, Math.min(kept.length * 2, MAX_KEPT)));
    }
    bytes.duplicate().get(kept, length, count);
    length += count;
  }

  /**
   * Looks for what comes first. While more may come it waits for as much as it takes to tell, so
   * that it tells the same of a page however it is cut.
   *
   * @param whole whether no more will come
   */
  private void decide(ByteBuffer head, boolean whole) {
    boolean full = whole || head.limit() >= HEAD;
    boolean hasNext = false;
    int stats = -1;
    boolean found = false;
    for (int at = 0; at < head.limit() && !found; at++) {
      if (head.get(at) != '"') {
        continue;
      }
      if (matches(head, at, STATS)) {
        stats = at + STATS.length;
        found = true;
      } else if (matches(head, at, COLUMNS) || matches(head, at, DATA)) {
        found = true;
      } else if (matches(head, at, NEXT_URI)) {
        hasNext = true;
      }
    }
    if (!found && !full) {
      return;
    }
    if (!hasNext) {
      headSeen = true;
    } else if (stats < 0 || full || stats + LONGEST_WAITING <= head.limit()) {
      headSeen = true;
      queued = stats >= 0 && isWaiting(head, stats);
      forget();
    }
  }

  private static boolean isWaiting(ByteBuffer head, int stats) {
    return matches(head, stats, WAITING[0]) || matches(head, stats, WAITING[1]);
  }

  private void forget() {
    done = true;
    kept = new byte[0];
    length = 0;
  }

  /** Small compressed pages are looked at later, off the lane; only large ones must be told now. */
  private ByteBuffer inflatedHead() {
    return length < HEAD ? ByteBuffer.allocate(0) : inflated();
  }

  private ByteBuffer inflated() {
    byte[] head = new byte[HEAD];
    int read = 0;
    try (InputStream page = new GZIPInputStream(new ByteArrayInputStream(kept, 0, length))) {
      for (int more = 0; more >= 0 && read < HEAD; read += Math.max(more, 0)) {
        more = page.read(head, read, HEAD - read);
      }
    } catch (EOFException e) {
      // The rest of the stream is still on its way: what could be read so far is enough to look at.
      return ByteBuffer.wrap(head, 0, read);
    } catch (IOException e) {
      // It is no gzip after all.
      forget();
    }
    return ByteBuffer.wrap(head, 0, read);
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
    if (mayBeLast()) {
      decide(gzip ? inflated() : keptHead(), true);
    }
    return queued;
  }

  /** Whether the page may be the last one, so that {@link #lastPage} is worth its while. */
  boolean mayBeLast() {
    return !done && length > 0;
  }

  private static boolean matches(ByteBuffer text, int start, byte[] part) {
    if (start + part.length > text.limit()) {
      return false;
    }
    for (int i = 0; i < part.length; i++) {
      if (text.get(start + i) != part[i]) {
        return false;
      }
    }
    return true;
  }
}
