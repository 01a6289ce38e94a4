package io.sluice.samples.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What processes use, as Linux tells in {@code /proc}.
 *
 * @param cpuMicros CPU time since their start, of children that have ended too; in steps of 10 ms
 * @param residentBytes memory that is resident; what processes share is counted for each
 * @param threads threads
 */
public record Usage(long cpuMicros, long residentBytes, int threads) {
  /** Linux shows times to programs in hundredths of a second, whatever its clock does. */
  private static final long MICROS_A_TICK = 10_000;

  /** Where utime stands among the words behind the name; stime, cutime and cstime follow. */
  private static final int TIMES = 11;

  /** Of all these processes together; one that has ended counts nothing. */
  public static Usage of(Collection<Long> pids) throws IOException {
    var sum = new Usage(0, 0, 0);
    for (long pid : pids) {
      sum = sum.plus(of(Path.of("/proc", Long.toString(pid))));
    }
    return sum;
  }

  private static Usage of(Path proc) throws IOException {
    try {
      return parse(Files.readString(proc.resolve("stat")), status(proc));
    } catch (NoSuchFileException _) {
      return new Usage(0, 0, 0);
    } catch (IOException e) {
      // Linux fails the reading of a process that ends meanwhile.
      if (Files.exists(proc)) {
        throw e;
      }
      return new Usage(0, 0, 0);
    }
  }

  /** How many files, sockets included, a process has open. */
  public static int openFiles(long pid) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return (int) files.count();
    }
  }

  static Usage parse(String stat, List<String> status) {
    String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = TIMES; i < TIMES + 4; i++) {
      ticks += Long.parseLong(words[i]);
    }
    return new Usage(
        ticks * MICROS_A_TICK, number(status, "VmRSS:") * 1024, (int) number(status, "Threads:"));
  }

  private static List<String> status(Path proc) throws IOException {
    return Files.readAllLines(proc.resolve("status"));
  }

  private static long number(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).replace("kB", "").strip())
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  private Usage plus(Usage other) {
    return new Usage(
        cpuMicros + other.cpuMicros, residentBytes + other.residentBytes, threads + other.threads);
  }
}
