package io.sluice.broker.audit;

import java.nio.file.Path;

/**
 * Where the journal lies, and its bounds.
 *
 * @param directory its folder, which no other process may use; made when it is not there
 * @param segmentBytes a file of the journal is closed, and another begun, beyond this size
 * @param maxBytes the most that all its files together take, while the store is down
 * @param memoryBytes the most that is kept in memory beside the files, to be found and delivered
 *     without reading them; in bytes of the file form
 * @param maxSqlCharacters of a longer statement the first so many characters are kept
 */
public record JournalSettings(
    Path directory, long segmentBytes, long maxBytes, long memoryBytes, int maxSqlCharacters) {
  private static final long MIB = 1 << 20;

  public JournalSettings {
    if (segmentBytes < 1) {
      throw new IllegalArgumentException(
          "journal segment bytes: %d (expected: 1 or more)".formatted(segmentBytes));
    }
    if (maxBytes < 2 * segmentBytes) {
      throw new IllegalArgumentException(
          "journal max bytes: %d (expected: two segments or more: %d)"
              .formatted(maxBytes, 2 * segmentBytes));
    }
    if (memoryBytes < 0) {
      throw new IllegalArgumentException(
          "journal memory bytes: %d (expected: 0 or more)".formatted(memoryBytes));
    }
    if (maxSqlCharacters < 0) {
      throw new IllegalArgumentException(
          "journal max SQL characters: %d (expected: 0 or more)".formatted(maxSqlCharacters));
    }
  }

  /**
   * 16 MiB a segment, 1 GiB in all, 64 Ki characters of SQL; in memory a thirty-second of the heap,
   * 64 MiB at most.
   */
  public static JournalSettings in(Path directory) {
    return new JournalSettings(directory, 16 * MIB, 1024 * MIB, memory(), 64 * 1024);
  }

  private static long memory() {
    return Math.min(Runtime.getRuntime().maxMemory() / 32, 64 * MIB);
  }
}
