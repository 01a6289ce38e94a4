package io.sluice.samples.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * CPU time that this process has used, in nanoseconds.
 *
 * @param wall when
 * @param process all of it: Java, compiler, collector
 * @param threads of Java's threads, by name without their numbers; virtual threads run on the
 *     carriers, {@code ForkJoinPool-worker}
 */
record CpuTime(long wall, long process, Map<String, Long> threads) {
  static CpuTime now() {
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    var threads = new TreeMap<String, Long>();
    for (ThreadInfo info : bean.getThreadInfo(bean.getAllThreadIds())) {
      if (info != null) {
        long nanos = Math.max(0, bean.getThreadCpuTime(info.getThreadId()));
        threads.merge(info.getThreadName().replaceAll("-?[0-9]+", ""), nanos, Long::sum);
      }
    }
    long process =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getProcessCpuTime()
            : 0;
    return new CpuTime(System.nanoTime(), process, threads);
  }

  CpuTime since(CpuTime before) {
    var spent = new TreeMap<String, Long>();
    threads.forEach(
        (name, nanos) -> spent.put(name, nanos - before.threads.getOrDefault(name, 0L)));
    return new CpuTime(wall - before.wall, process - before.process, spent);
  }

  private String percent(long nanos) {
    return "%6.2f %%".formatted(100.0 * nanos / wall);
  }

  /** Percents of one core. */
  @Override
  public String toString() {
    String all = "%s  of one core in all%n".formatted(percent(process));
    return all
        + threads.entrySet().stream()
            .filter(thread -> thread.getValue() > 0)
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(thread -> "%s  %s".formatted(percent(thread.getValue()), thread.getKey()))
            .collect(Collectors.joining(System.lineSeparator()));
  }
}
