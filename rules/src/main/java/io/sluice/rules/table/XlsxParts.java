package io.sluice.rules.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The XML parts of a workbook's zip file, inflated within bounds. */
final class XlsxParts {
  private static final int MOST_PARTS = 1_000;
  private static final int MOST_BYTES = 32 << 20;

  private final Map<String, byte[]> parts = new HashMap<>();

  private XlsxParts() {}

  /**
   * Reads all parts.
   *
   * @throws IOException if this is no zip file, or one that swells too much
   */
  static XlsxParts read(byte[] file) throws IOException {
    var parts = new XlsxParts();
    int left = MOST_BYTES;
    int count = 0;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readNBytes(left + 1);
        left -= content.length;
        if (left < 0 || ++count > MOST_PARTS) {
          throw new IOException(
              "the file is too large when unpacked (expected: at most %d MiB and %d parts)"
                  .formatted(MOST_BYTES >> 20, MOST_PARTS));
        }
        parts.keep(entry.getName(), content);
      }
    } catch (IllegalArgumentException e) { // A part's name is not in the file's encoding.
      throw new IOException("the file's table of contents can't be read", e);
    }
    if (count == 0) {
      throw new IOException(
          "this is no .xlsx file (expected: an Excel workbook, without a password)");
    }
    return parts;
  }

  private void keep(String name, byte[] content) {
    if (name.endsWith(".xml") || name.endsWith(".rels")) {
      parts.put(name, content);
    }
  }

  Optional<byte[]> find(String name) {
    return Optional.ofNullable(parts.get(name));
  }
}
