package io.sluice.broker.uris;

import io.sluice.broker.exchange.BodyEdit;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Changes the URIs of a page of results while it passes: those that are fields of the page itself,
 * and those of the segments of its data. Everything else passes as it is, text that looks like such
 * a field in rows of data too, and so does what is no JSON. Keeps no more than the beginning of one
 * URI.
 *
 * <p>A URI is known by its first bytes as engines write them: not by escapes.
 */
final class UriScanner implements BodyEdit {
  private static final int LONGEST_KEY = "partialCancelUri".length();

  /** A scheme, a host of the longest name, a port. */
  private static final int LONGEST_SERVER = "https://".length() + 253 + ":65535/".length();

  /** Where the scanner stands. */
  private enum State {
    /** Outside of all strings. */
    BETWEEN,
    /** In a string that does not matter. */
    TEXT,
    /** In a key of an object that may hold URIs. */
    KEY,
    /** In the first bytes of a URI. */
    BEGINNING,
    /** Behind the end of the page. */
    OVER
  }

  /** What the last key of the object announces. */
  private enum Field {
    OTHER,
    URI,
    /** One that Presto makes of an address that it has among its workers, whatever its Host. */
    OWN_URI,
    /** A URI that is to name its cluster. */
    NAMED_URI,
    DATA,
    SEGMENTS
  }

  private final Beginnings beginnings;
  private final byte[] base;
  private final byte[] namedBase;
  private final byte[] key = new byte[LONGEST_KEY];
  private final byte[] held;
  private final ByteArrayOutputStream changed = new ByteArrayOutputStream();
  private State state = State.BETWEEN;
  private Field field = Field.OTHER;
  private int keyLength;
  private int heldLength;
  private boolean escaped;
  private boolean keyComes;

  /** How many objects and arrays are open. */
  private long depth;

  /** How many of them, from the outermost, are page, data, segments and segment. */
  private int path;

  /** From where on bytes of the piece at hand are not in {@code changed} yet. */
  private int copied;

  /**
   * @param base stands in for the beginning of nextUri and partialCancelUri, written for JSON
   * @param namedBase stands in for that of infoUri and of segments
   */
  UriScanner(Beginnings beginnings, byte[] base, byte[] namedBase) {
    this.beginnings = beginnings;
    this.base = base;
    this.namedBase = namedBase;
    this.held = new byte[Math.max(beginnings.needed(), LONGEST_SERVER)];
  }

  @Override
  public ByteBuffer edit(ByteBuffer bytes) {
    if (state == State.OVER) {
      return bytes;
    }
    ByteBuffer piece = bytes.hasArray() ? bytes : copyOf(bytes);
    byte[] in = piece.array();
    int at = piece.arrayOffset() + piece.position();
    int end = at + piece.remaining();
    copied = at;
    boolean unchanged = state != State.BEGINNING;
    while (at < end) {
      at =
          switch (state) {
            case BETWEEN -> between(in, at, end);
            case TEXT -> text(in, at, end);
            case KEY -> key(in, at, end);
            case BEGINNING -> {
              unchanged = false;
              yield beginning(in, at, end);
            }
            case OVER -> end;
          };
    }
    if (unchanged && state != State.BEGINNING) {
      return bytes;
    }
    bytes.position(bytes.limit());
    changed.write(in, copied, end - copied);
    return taken();
  }

  private static ByteBuffer copyOf(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
  }

  private ByteBuffer taken() {
    ByteBuffer all = ByteBuffer.wrap(changed.toByteArray());
    changed.reset();
    return all;
  }

  private int between(byte[] in, int from, int end) {
    int at = from;
    while (at < end) {
      switch (in[at++]) {
        case '"' -> {
          string(in, at);
          return at;
        }
        case '{' -> open('{');
        case '[' -> open('[');
        case '}', ']' -> closeBracket();
        case ',' -> {
          keyComes = depth == path && path != 3;
          field = depth == path ? Field.OTHER : field;
        }
        default -> {}
      }
      if (state == State.OVER) {
        return at;
      }
    }
    return at;
  }

  private void string(byte[] in, int at) {
    escaped = false;
    if (depth != path || path == 0) {
      state = State.TEXT;
    } else if (keyComes) {
      keyComes = false;
      keyLength = 0;
      field = Field.OTHER;
      state = State.KEY;
    } else if (field == Field.URI || field == Field.OWN_URI || field == Field.NAMED_URI) {
      changed.write(in, copied, at - copied);
      copied = at;
      heldLength = 0;
      state = State.BEGINNING;
    } else {
      state = State.TEXT;
    }
  }

  private void open(char bracket) {
    boolean onPath =
        depth == path
            && switch (path) {
              case 0, 3 -> bracket == '{';
              case 1 -> bracket == '{' && field == Field.DATA;
              case 2 -> bracket == '[' && field == Field.SEGMENTS;
              default -> false;
            };
    depth++;
    if (onPath) {
      path++;
      keyComes = bracket == '{';
      field = Field.OTHER;
    }
  }

  private void closeBracket() {
    if (depth == path && path > 0) {
      path--;
      keyComes = false;
      field = Field.OTHER;
    }
    depth--;
    if (depth <= 0) {
      state = State.OVER;
    }
  }

  private int text(byte[] in, int from, int end) {
    int at = from;
    while (at < end) {
      byte next = in[at++];
      if (escaped) {
        escaped = false;
      } else if (next == '\\') {
        escaped = true;
      } else if (next == '"') {
        state = State.BETWEEN;
        return at;
      }
    }
    return at;
  }

  private int key(byte[] in, int from, int end) {
    int at = from;
    while (at < end) {
      byte next = in[at];
      if (next == '"') {
        field = field();
        state = State.BETWEEN;
        return at + 1;
      }
      if (next == '\\' || keyLength == LONGEST_KEY) {
        state = State.TEXT;
        return at;
      }
      key[keyLength++] = next;
      at++;
    }
    return at;
  }

  private Field field() {
    String name = new String(key, 0, keyLength, StandardCharsets.ISO_8859_1);
    return switch (path) {
      case 1 ->
          switch (name) {
            case "nextUri" -> Field.URI;
            case "partialCancelUri" -> Field.OWN_URI;
            case "infoUri" -> Field.NAMED_URI;
            case "data" -> Field.DATA;
            default -> Field.OTHER;
          };
      case 2 -> name.equals("segments") ? Field.SEGMENTS : Field.OTHER;
      case 4 -> name.equals("uri") || name.equals("ackUri") ? Field.NAMED_URI : Field.OTHER;
      default -> Field.OTHER;
    };
  }

  private int beginning(byte[] in, int from, int end) {
    int at = from;
    while (at < end && heldLength < held.length && in[at] != '"' && in[at] != '\\') {
      held[heldLength++] = in[at++];
    }
    if (at < end || heldLength == held.length) {
      decide();
      state = State.TEXT;
    }
    copied = at;
    return at;
  }

  private void decide() {
    int length = field == Field.OWN_URI ? server() : beginnings.in(held, heldLength);
    if (length > 0) {
      changed.writeBytes(field == Field.NAMED_URI ? namedBase : base);
    }
    changed.write(held, length, heldLength - length);
  }

  /** The length of any scheme, host and port. */
  private int server() {
    String uri = new String(held, 0, heldLength, StandardCharsets.ISO_8859_1);
    int path = uri.indexOf('/', "https://".length());
    return path > 0 && (uri.startsWith("http://") || uri.startsWith("https://")) ? path : 0;
  }

  @Override
  public ByteBuffer end() {
    if (state == State.BEGINNING) {
      changed.write(held, 0, heldLength);
      state = State.OVER;
    }
    return taken();
  }
}
