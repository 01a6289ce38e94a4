package io.sluice.samples.bench.machine;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A temporary folder and all that a measurement has started: both are gone after {@link #close}.
 * That happens on Ctrl-C and a kill as well, by a shutdown hook.
 *
 * <p>Safe for use by several threads.
 */
public final class Lab implements AutoCloseable {
  private final Path folder;
  private final PrintWriter progress;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  private Lab(Path folder, PrintWriter progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /** Makes the folder, which other users may read: servers give up being root. */
  public static Lab open(PrintWriter progress) throws IOException {
    Path folder = Files.createTempDirectory("sluice-bench");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var lab = new Lab(folder, progress);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("lab").unstarted(lab::close));
    return lab;
  }

  public Path folder() {
    return folder;
  }

  /** Tells the user what goes on. */
  public void tell(String line) {
    progress.println(line);
    progress.flush();
  }

  /** Has {@code part} closed with the lab, before all that came earlier. */
  public synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    if (closed) {
      closeParts();
    }
    return part;
  }

  /** Closes one part before the lab is closed. */
  public synchronized void end(AutoCloseable part) {
    if (parts.remove(part)) {
      close(part);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeParts();
    try {
      deleteFolder();
    } catch (IOException e) {
      tell(folder + ": can't be deleted: " + e.getMessage());
    }
  }

  private void closeParts() {
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  /** One part that can't be closed must not keep the others running. */
  private void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      tell("could not stop: " + e);
    }
  }

  private void deleteFolder() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
