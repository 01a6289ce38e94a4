package io.sluice.broker.probe;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What an answer tells of a cluster's load.
 *
 * @param running queries running
 * @param queued queries queued
 * @param blocked queries blocked
 * @param cpu 0 to 1
 * @param memory 0 to 1
 * @param workers nodes that work
 * @param others nodes beside the coordinator, where it is not told whether that one works too
 */
record Figures(
    OptionalInt running,
    OptionalInt queued,
    OptionalInt blocked,
    OptionalDouble cpu,
    OptionalDouble memory,
    OptionalInt workers,
    OptionalInt others) {

  static final Figures NONE =
      new Figures(
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          OptionalInt.empty());

  static Figures ofQueries(int running, int queued, int blocked) {
    return new Figures(
        OptionalInt.of(running),
        OptionalInt.of(queued),
        OptionalInt.of(blocked),
        NONE.cpu,
        NONE.memory,
        NONE.workers,
        NONE.others);
  }

  Figures withCpu(double share) {
    return new Figures(
        running, queued, blocked, OptionalDouble.of(share(share)), memory, workers, others);
  }

  /** Nothing is told of a memory without size. */
  Figures withMemory(double used, double size) {
    return size > 0
        ? new Figures(
            running, queued, blocked, cpu, OptionalDouble.of(share(used / size)), workers, others)
        : this;
  }

  Figures withWorkers(int count) {
    return new Figures(running, queued, blocked, cpu, memory, OptionalInt.of(count), others);
  }

  Figures withOthers(int count) {
    return new Figures(
        running, queued, blocked, cpu, memory, workers, OptionalInt.of(Math.max(0, count)));
  }

  /** These, and where they say nothing, the others'. */
  Figures or(Figures more) {
    return new Figures(
        running.isPresent() ? running : more.running,
        queued.isPresent() ? queued : more.queued,
        blocked.isPresent() ? blocked : more.blocked,
        cpu.isPresent() ? cpu : more.cpu,
        memory.isPresent() ? memory : more.memory,
        workers.isPresent() ? workers : more.workers,
        others.isPresent() ? others : more.others);
  }

  EngineLoad load() {
    return new EngineLoad(
        running.orElse(0), queued.orElse(0), blocked.orElse(0), cpu.orElse(0), memory.orElse(0));
  }

  /** Engines answer -1 and NaN where they can't measure yet. */
  private static double share(double value) {
    return value >= 0 ? Math.min(1, value) : 0;
  }
}
