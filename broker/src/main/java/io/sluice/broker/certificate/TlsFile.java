package io.sluice.broker.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A file of certificates or keys: small, and perhaps about to be replaced. */
final class TlsFile {
  private static final int MAX_BYTES = 1 << 20;

  private TlsFile() {}

  /**
   * What is in it.
   *
   * @throws IOException with a message that names the key and the file, and what it should be
   */
  static byte[] content(String key, Path file, String expected) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("%s: %s is not there (expected: %s)".formatted(key, file, expected));
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("%s: %s is no file (expected: %s)".formatted(key, file, expected));
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new IOException(
            "%s: %s has more than %d bytes (expected: %s)"
                .formatted(key, file, MAX_BYTES, expected));
      }
      return content;
    } catch (NoSuchFileException | java.nio.file.AccessDeniedException e) {
      throw new IOException(
          "%s: %s can't be read: %s (expected: %s)".formatted(key, file, e, expected), e);
    }
  }

  /** Changes whenever the file may have changed; reads no content. */
  static String signature(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return "%d|%s|%s".formatted(now.size(), now.lastModifiedTime(), now.fileKey());
    } catch (IOException _) {
      // Gone, or not to be looked at: a state like others.
      return "gone";
    }
  }
}
