package io.sluice.samples.demo.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where a demo keeps its rules, data and logs.
 *
 * @param path the folder, absolute
 * @param kept whether it stays when the demo ends
 */
public record DemoFolder(Path path, boolean kept) implements AutoCloseable {

  /** A new folder that goes when the demo ends. */
  public static DemoFolder temporary() throws IOException {
    return new DemoFolder(Files.createTempDirectory("sluice-demo-"), false);
  }

  /**
   * A folder that the user named.
   *
   * @throws IOException when there is something in it
   */
  public static DemoFolder kept(Path path) throws IOException {
    Files.createDirectories(path);
    try (Stream<Path> entries = Files.list(path)) {
      if (entries.findAny().isPresent()) {
        throw new IOException(
            "--folder: " + path + " is not empty (expected: a new or empty folder)");
      }
    }
    return new DemoFolder(path.toAbsolutePath(), true);
  }

  @Override
  public void close() throws IOException {
    if (!kept) {
      FolderTree.delete(path);
    }
  }
}
