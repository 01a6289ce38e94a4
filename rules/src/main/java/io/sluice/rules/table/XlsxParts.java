package io.sluice.rules.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The XML parts of a workbook's zip file, found by its table of contents and inflated within
 * bounds. The JDK's own reader of files in memory ignores that table, and so can't read what some
 * writers of workbooks make; its reader of the table wants a file on disk.
 */
final class XlsxParts {
  private static final int MOST_PARTS = 1_000;
  private static final int MOST_BYTES = 32 << 20;

  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int LONGEST_REMARK = 0xFFFF;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int LOCAL_LENGTH = 30;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final long IN_EXTRA = 0xFFFFFFFFL;

  private final ByteBuffer file;
  private final Map<String, byte[]> parts = new HashMap<>();
  private int left = MOST_BYTES;

  private XlsxParts(byte[] file) {
    this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads all parts.
   *
   * @throws IOException if this is no zip file, or one that swells too much
   */
  static XlsxParts read(byte[] file) throws IOException {
    var parts = new XlsxParts(file);
    try {
      parts.readAll();
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("its table of contents is damaged", e);
    }
    return parts;
  }

  Optional<byte[]> find(String name) {
    return Optional.ofNullable(parts.get(name));
  }

  private void readAll() throws IOException {
    int end = endOfContents();
    int count = Short.toUnsignedInt(file.getShort(end + 10));
    int at = file.getInt(end + 16);
    if (count > MOST_PARTS) {
      throw tooLarge();
    }
    for (int i = 0; i < count; i++) {
      if (file.getInt(at) != ENTRY) {
        throw new IOException("its table of contents is damaged");
      }
      int name = Short.toUnsignedInt(file.getShort(at + 28));
      int extra = Short.toUnsignedInt(file.getShort(at + 30));
      int remark = Short.toUnsignedInt(file.getShort(at + 32));
      readEntry(at, text(at + ENTRY_LENGTH, name), at + ENTRY_LENGTH + name, extra);
      at += ENTRY_LENGTH + name + extra + remark;
    }
  }

  private int endOfContents() throws IOException {
    int last = file.limit() - END_LENGTH;
    for (int at = last; at >= Math.max(0, last - LONGEST_REMARK); at--) {
      if (file.getInt(at) == END) {
        return at;
      }
    }
    throw new IOException(
        "this is no .xlsx file (expected: an Excel workbook, without a password)");
  }

  private String text(int start, int length) {
    byte[] bytes = new byte[length];
    file.get(start, bytes);
    return new String(bytes, UTF_8);
  }

  private void readEntry(int at, String name, int extra, int extraLength) throws IOException {
    if (!name.endsWith(".xml") && !name.endsWith(".rels")) {
      return;
    }
    int method = file.getShort(at + 10);
    boolean encrypted = (file.getShort(at + 8) & 1) != 0;
    if (encrypted || (method != STORED && method != DEFLATED)) {
      throw new IOException("part %s is encrypted or packed in an unknown way".formatted(name));
    }
    long packed = Integer.toUnsignedLong(file.getInt(at + 20));
    long size = Integer.toUnsignedLong(file.getInt(at + 24));
    long offset = Integer.toUnsignedLong(file.getInt(at + 42));
    // The fields that were too small are in the extra field 1, in this order.
    int wide = wideFields(extra, extraLength);
    wide += size == IN_EXTRA ? 8 : 0;
    if (packed == IN_EXTRA) {
      packed = file.getLong(wide);
      wide += 8;
    }
    if (offset == IN_EXTRA) {
      offset = file.getLong(wide);
    }
    if (Math.max(packed, offset) > file.limit() || Math.min(packed, offset) < 0) {
      throw new IOException("its table of contents is damaged");
    }
    parts.put(name, content((int) offset, (int) packed, method));
  }

  /** Where the extra field with 64-bit sizes begins, behind its head. */
  private int wideFields(int extra, int length) {
    int at = extra;
    while (at + 4 <= extra + length && file.getShort(at) != 1) {
      at += 4 + Short.toUnsignedInt(file.getShort(at + 2));
    }
    return at + 4;
  }

  private byte[] content(int local, int packed, int method) throws IOException {
    int name = Short.toUnsignedInt(file.getShort(local + 26));
    int extra = Short.toUnsignedInt(file.getShort(local + 28));
    byte[] bytes = new byte[packed];
    file.get(local + LOCAL_LENGTH + name + extra, bytes);
    byte[] content = method == STORED ? bytes : inflated(bytes);
    left -= content.length;
    if (left < 0) {
      throw tooLarge();
    }
    return content;
  }

  private byte[] inflated(byte[] packed) throws IOException {
    var inflater = new Inflater(true);
    try (var in = new InflaterInputStream(new ByteArrayInputStream(packed), inflater)) {
      return in.readNBytes(left + 1);
    } finally {
      inflater.end();
    }
  }

  private static IOException tooLarge() {
    return new IOException(
        "the file is too large when unpacked (expected: at most %d MiB and %d parts)"
            .formatted(MOST_BYTES >> 20, MOST_PARTS));
  }
}
