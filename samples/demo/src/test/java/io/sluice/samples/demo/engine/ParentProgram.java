package io.sluice.samples.demo.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process that starts an engine, tells its pid, and waits to be killed. */
final class ParentProgram {
  private ParentProgram() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    Installation installation = FakeEngine.install(folder.resolve("fake"));
    var engine =
        new EngineProcess(installation, "child", port, FakeEngine.java(), folder.resolve("run"));
    engine.start();
    engine.awaitReady(Duration.ofSeconds(60));
    System.out.println("child " + engine.pid());
    new CountDownLatch(1).await();
  }
}
