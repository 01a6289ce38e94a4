package io.sluice.samples.demo.fleet;

import io.sluice.samples.demo.engine.Engine;
import io.sluice.samples.demo.engine.EngineCache;
import io.sluice.samples.demo.engine.EngineProcess;
import io.sluice.samples.demo.engine.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Two Trino coordinators and a PrestoDB one, as child processes: about 2.2 GB of memory. */
public final class DemoFleet implements Fleet {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final List<Running> running;

  private record Running(EngineProcess process, String group) {}

  private DemoFleet(List<Running> running) {
    this.running = List.copyOf(running);
  }

  /**
   * Fetches what is missing, starts all at once, and waits until all take statements. What was
   * started is stopped again when one fails.
   *
   * @param java the java program to run the engines with
   * @param folder where configurations and logs go
   * @param progress is told what goes on, one line at a time
   */
  public static DemoFleet start(
      EngineCache cache, Path java, Path folder, Consumer<String> progress)
      throws IOException, InterruptedException {
    Installation trino = cache.install(Engine.TRINO);
    Installation presto = cache.install(Engine.PRESTO);
    List<Integer> ports = freePorts(3);
    var fleet =
        new DemoFleet(
            List.of(
                running(trino, "trino-1", "interactive", ports.get(0), java, folder),
                running(trino, "trino-2", "batch", ports.get(1), java, folder),
                running(presto, "presto-1", "presto", ports.get(2), java, folder)));
    boolean ready = false;
    try {
      fleet.startAll(progress);
      ready = true;
    } finally {
      if (!ready) {
        fleet.close();
      }
    }
    return fleet;
  }

  @Override
  public List<Member> members() {
    return running.stream().map(DemoFleet::member).toList();
  }

  /** The processes, in the order of the members. */
  public List<EngineProcess> processes() {
    return running.stream().map(Running::process).toList();
  }

  @Override
  public void close() throws IOException {
    for (Running one : running) {
      one.process().close();
    }
  }

  private void startAll(Consumer<String> progress) throws IOException, InterruptedException {
    for (Running one : running) {
      one.process().start();
    }
    progress.accept("starting " + running.size() + " coordinators; this takes 15 to 60 seconds");
    for (Running one : running) {
      one.process().awaitReady(START_LIMIT);
      progress.accept("%s is ready (%s)".formatted(one.process().name(), one.process().url()));
    }
  }

  private static Running running(
      Installation installation, String name, String group, int port, Path java, Path folder) {
    var process = new EngineProcess(installation, name, port, java, folder.resolve(name));
    return new Running(process, group);
  }

  private static Member member(Running one) {
    EngineProcess process = one.process();
    return new Member(process.name(), one.group(), process.engine().dialect(), process.url(), 10);
  }

  /** The engines can't tell which port 0 became, so the ports are picked here, all at once. */
  private static List<Integer> freePorts(int count) throws IOException {
    var held = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }
}
