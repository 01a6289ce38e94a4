package io.sluice.broker.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The journal's files as one long row of bytes: a position in it is a file's base, which is its
 * name, plus a place in the file. Not safe for many threads: the journal's lock guards it.
 *
 * <p>Writes through {@link RandomAccessFile}, not {@link FileChannel}: an interrupt of the writing
 * thread closes a channel for everybody.
 */
final class SegmentFiles {
  private static final Pattern NAME = Pattern.compile("(\\d{19})\\.journal");

  private final JournalSettings settings;
  private final Deque<Segment> closed = new ArrayDeque<>();
  private @Nullable FileChannel lockChannel;
  private @Nullable RandomAccessFile active;
  private Path activeFile = Path.of("");
  private long activeBase;
  private long end;

  /** Whether a failed write may have left a part of a line behind {@link #end}. */
  private boolean torn;

  SegmentFiles(JournalSettings settings) {
    this.settings = settings;
  }

  /** Takes the folder, finds what an earlier process left, and begins a new file behind it. */
  void open() throws IOException {
    Files.createDirectories(settings.directory());
    lockDirectory();
    try (Stream<Path> files = Files.list(settings.directory())) {
      List<Path> left = files.filter(f -> NAME.matcher(name(f)).matches()).sorted().toList();
      for (Path file : left) {
        recover(file);
      }
    }
    begin();
  }

  private void lockDirectory() throws IOException {
    Path file = settings.directory().resolve("lock");
    lockChannel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(lockChannel).isEmpty()) {
      lockChannel.close();
      throw new IOException(
          "journal directory: %s is in use by another process (expected: a folder of its own for each broker)"
              .formatted(settings.directory().toAbsolutePath()));
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException _) {
      // Held by this same process.
      return Optional.empty();
    }
  }

  private void recover(Path file) throws IOException {
    long size = Files.size(file);
    if (size == 0) {
      Files.delete(file);
      return;
    }
    long base = Long.parseLong(name(file).substring(0, 19));
    end = base + size;
    closed.addLast(new Segment(base, end, file));
  }

  private void begin() throws IOException {
    Path file = settings.directory().resolve(String.format(Locale.ROOT, "%019d.journal", end));
    active = new RandomAccessFile(file.toFile(), "rw");
    activeFile = file;
    activeBase = end;
    torn = false;
  }

  boolean isOpen() {
    return active != null;
  }

  /** The position after the last byte. */
  long end() {
    return end;
  }

  /** The position of the first byte that is still on disk. */
  long start() {
    return closed.isEmpty() ? activeBase : closed.getFirst().base();
  }

  /**
   * Adds a whole line, or nothing.
   *
   * @return whether there was room
   */
  boolean append(byte[] line) throws IOException {
    if (end - start() + line.length > settings.maxBytes()) {
      return false;
    }
    if (end - activeBase >= settings.segmentBytes()) {
      rotate();
    }
    RandomAccessFile file = active;
    if (file == null) {
      return false;
    }
    if (torn) {
      takeBack(file);
    }
    torn = true;
    file.write(line);
    torn = false;
    end += line.length;
    return true;
  }

  private void rotate() throws IOException {
    RandomAccessFile full = active;
    var segment = new Segment(activeBase, end, activeFile);
    begin();
    closed.addLast(segment);
    if (full != null) {
      full.close();
    }
  }

  /** Removes the part of a line that a failed write left: the next line would be glued to it. */
  private void takeBack(RandomAccessFile file) throws IOException {
    file.setLength(end - activeBase);
    file.seek(end - activeBase);
    torn = false;
  }

  /** The first file with bytes at or after {@code position}; none when all is before it. */
  Optional<Segment> at(long position) {
    for (Segment segment : closed) {
      if (segment.end() > position) {
        return Optional.of(segment);
      }
    }
    return end > position
        ? Optional.of(new Segment(activeBase, end, activeFile))
        : Optional.empty();
  }

  /** Deletes the files that lie wholly before {@code position}, but for the one in use. */
  void discardBefore(long position) throws IOException {
    while (!closed.isEmpty() && closed.getFirst().end() <= position) {
      Files.deleteIfExists(closed.removeFirst().file());
    }
  }

  /** Keeps a line that can't be delivered, for a person to look at. */
  Path setAside(String line) throws IOException {
    Path file = settings.directory().resolve("undeliverable.jsonl");
    Files.writeString(file, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return file;
  }

  /** Closes the files, and deletes them when all of their bytes lie before {@code position}. */
  void close(long position) throws IOException {
    try {
      RandomAccessFile file = active;
      active = null;
      if (file != null) {
        file.close();
        if (position >= end) {
          discardBefore(position);
          Files.deleteIfExists(activeFile);
        }
      }
    } finally {
      if (lockChannel != null) {
        lockChannel.close();
      }
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
