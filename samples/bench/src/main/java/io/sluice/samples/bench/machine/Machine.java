package io.sluice.samples.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The machine that figures come from.
 *
 * @param processors how many this process may use
 * @param model of the first processor
 * @param memoryBytes all memory
 * @param kernel Linux's version
 */
public record Machine(int processors, String model, long memoryBytes, String kernel) {

  /** This machine. */
  public static Machine here() throws IOException {
    return parse(
        Runtime.getRuntime().availableProcessors(),
        Files.readAllLines(Path.of("/proc/cpuinfo")),
        Files.readAllLines(Path.of("/proc/meminfo")),
        System.getProperty("os.version", "?"));
  }

  static Machine parse(int processors, List<String> cpuinfo, List<String> meminfo, String kernel) {
    String kilobytes = value(meminfo, "MemTotal").replaceAll("\\D", "");
    return new Machine(
        processors,
        value(cpuinfo, "model name"),
        kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) * 1024,
        kernel);
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  @Override
  public String toString() {
    return "%d processors (%s), %d GiB, Linux %s"
        .formatted(processors, model, Math.round(memoryBytes / (double) (1L << 30)), kernel);
  }
}
