package io.sluice.broker.followup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sluice.broker.gzip.Gunzip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a page of results while it passes, to know the end of a query from its last page. Pages
 * are not parsed while they pass: nextUri stands before columns and data in all engines, so that
 * the first bytes of any page but the last are enough to stop looking. Of the last one, only its
 * end is kept, where the statistics are.
 *
 * <p>Pages of a query that waits for its turn have neither columns nor data: their statistics
 * follow at once and begin with the state.
 *
 * <p>Not for use by several threads, but for {@link #lastPage} and {@link #queued}, which are to be
 * called off the lane after all else.
 */
final class PageWatch implements AutoCloseable {
  private static final int HEAD = 2048;

  /** What is kept of a page, or twice as much. Statistics of a hundred stages take half of it. */
  private static final int KEPT = 64 * 1024;

  private static final byte[] NEXT_URI = "\"nextUri\":\"".getBytes(ISO_8859_1);
  private static final byte[] COLUMNS = "\"columns\":".getBytes(ISO_8859_1);
  private static final byte[] DATA = "\"data\":".getBytes(ISO_8859_1);
  private static final byte[] STATS = "\"stats\":".getBytes(ISO_8859_1);
  private static final byte[] STATS_BEGIN = "\"stats\":{\"state\":".getBytes(ISO_8859_1);
  private static final byte[][] WAITING = {
    "{\"state\":\"QUEUED\"".getBytes(ISO_8859_1), "{\"state\":\"WAITING_FOR_".getBytes(ISO_8859_1)
  };
  private static final int LONGEST_WAITING = "{\"state\":\"WAITING_FOR_".length();

  private final boolean gzip;
  private @Nullable Gunzip gunzip;
  private byte[] kept = new byte[0];
  private int length;
  private boolean beginningIsGone;
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
    if (!gzip) {
      seePlain(bytes);
    } else if (gunzip != null) {
      seePacked(gunzip, bytes);
    } else {
      keep(bytes);
      if (length >= HEAD) {
        inflateFromNowOn();
      }
    }
  }

  /** Small compressed pages are looked at later, off the lane; only large ones must be told now. */
  private void inflateFromNowOn() {
    ByteBuffer packed = ByteBuffer.wrap(kept, 0, length);
    kept = new byte[0];
    length = 0;
    var inflating = new Gunzip((plain, count) -> seeInflated(plain, count));
    gunzip = inflating;
    seePacked(inflating, packed);
  }

  private void seeInflated(byte[] plain, int count) {
    if (!done) {
      seePlain(ByteBuffer.wrap(plain, 0, count));
    }
  }

  private void seePacked(Gunzip inflating, ByteBuffer packed) {
    try {
      inflating.accept(packed);
    } catch (IOException _) {
      // It is no gzip after all; it passes all the same.
      queued = false;
      forget();
    }
    if (done) {
      close();
    }
  }

  private void seePlain(ByteBuffer bytes) {
    if (!headSeen && length == 0) {
      // The common case: most pages are told by their first bytes, before anything is copied.
      decide(bytes.slice(bytes.position(), Math.min(bytes.remaining(), HEAD)), false);
      if (done) {
        return;
      }
    }
    keep(bytes);
    if (!headSeen) {
      decide(keptHead(), false);
    }
    if (headSeen && !done) {
      keepTheEnd();
    }
  }

  private void keepTheEnd() {
    if (length > 2 * KEPT) {
      System.arraycopy(kept, length - KEPT, kept, 0, KEPT);
      length = KEPT;
      beginningIsGone = true;
    }
  }

  private void keep(ByteBuffer bytes) {
    int count = bytes.remaining();
    if (length + count > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(length + count, Math.min(kept.length * 2, 2 * KEPT)));
    }
    bytes.duplicate().get(kept, length, count);
    length += count;
  }

  private ByteBuffer keptHead() {
    return ByteBuffer.wrap(kept, 0, Math.min(length, HEAD));
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

  /** No more of it will come; what was kept can still be asked. */
  @Override
  public void close() {
    if (gunzip != null) {
      gunzip.close();
    }
  }

  /** The page, or what is kept of it, in plain. */
  private InputStream plain() throws IOException {
    InputStream page = new ByteArrayInputStream(kept, 0, length);
    return gzip && gunzip == null ? new GZIPInputStream(page) : page;
  }

  /**
   * What the page tells of the query's end.
   *
   * @return empty when it is not the last page, or when the statistics did not stand near its end
   */
  Optional<LastPage> lastPage() throws IOException {
    if (done || length == 0) {
      return Optional.empty();
    }
    return beginningIsGone ? LastPage.read(statistics()) : LastPage.read(plain());
  }

  /** What follows the rows, as an object. Within rows and messages, quotes are escaped. */
  private InputStream statistics() {
    ByteBuffer end = ByteBuffer.wrap(kept, 0, length);
    for (int at = length - STATS_BEGIN.length; at >= 0; at--) {
      if (matches(end, at, STATS_BEGIN)) {
        return new SequenceInputStream(
            new ByteArrayInputStream(new byte[] {'{'}),
            new ByteArrayInputStream(kept, at, length - at));
      }
    }
    return new ByteArrayInputStream(new byte[] {'{', '}'});
  }

  /**
   * Whether the page says that its query waits for its turn; false where that is not seen. To be
   * called when the whole page has passed, of a page that is not the last one.
   */
  boolean queued() {
    if (mayBeLast() && !headSeen) {
      decide(plainHead(), true);
    }
    return queued;
  }

  private ByteBuffer plainHead() {
    if (!gzip || gunzip != null) {
      return keptHead();
    }
    byte[] head = new byte[HEAD];
    int read = 0;
    try (InputStream page = plain()) {
      for (int more = 0; more >= 0 && read < HEAD; read += Math.max(more, 0)) {
        more = page.read(head, read, HEAD - read);
      }
    } catch (IOException _) {
      // It is no gzip after all, or has broken off: nobody can tell.
      return ByteBuffer.allocate(0);
    }
    return ByteBuffer.wrap(head, 0, read);
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
