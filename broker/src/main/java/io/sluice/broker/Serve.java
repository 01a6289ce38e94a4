package io.sluice.broker;

import io.sluice.broker.command.Serving;
import io.sluice.broker.command.Terminal;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.deciding.RuleChecks;
import io.sluice.rules.ruleset.EvaluationLimits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/** Runs a broker in this process until the process is told to end. */
final class Serve implements Serving {
  private final Terminal terminal;

  Serve(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int serve(BrokerConfig config) throws IOException, InterruptedException {
    var stopped = new CountDownLatch(1);
    try (Broker broker = of(config)) {
      broker.start();
      terminal
          .out()
          .printf(
              "front  %s://%s%n",
              config.front().tls().isPresent() ? "https" : "http",
              Addresses.text(broker.frontAddress()));
      terminal.out().printf("admin  http://%s%n", Addresses.text(broker.adminAddress()));
      terminal.out().flush();
      Thread waiting = Thread.currentThread();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(waiting, stopped), "stop"));
      stopped.await();
    } catch (InterruptedException e) {
      // The way in which the shutdown hook ends the wait.
      terminal.err().println("stopped");
      terminal.err().flush();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  /** Holds the end of the process back until the broker is closed. */
  private static void stop(Thread waiting, CountDownLatch stopped) {
    waiting.interrupt();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A broker with the rule engine of this version. The budget of an evaluation is CPU time, because
   * on a busy machine a thread may wait for its turn for longer than any evaluation takes.
   */
  static Broker of(BrokerConfig config) {
    var limits = new EvaluationLimits(config.rules().budget(), config.rules().maxFirings());
    LongSupplier cpuTime = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
    return new Broker(
        config,
        RuleChecks.of(
            limits,
            cpuTime,
            config.rules().classes(),
            config.sql().limits(),
            config.rules().zone(),
            config.rules().required()));
  }
}
