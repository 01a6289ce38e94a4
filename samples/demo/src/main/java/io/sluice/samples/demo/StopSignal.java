package io.sluice.samples.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/** Tells that it is time to stop, and sees to it that what was started is stopped. */
public interface StopSignal {

  /** What is to be stopped. */
  @FunctionalInterface
  interface Stoppable {
    void stop() throws IOException;
  }

  /** Waits until it is time, then stops {@code what}; returns when that is done. */
  void awaitThenStop(Stoppable what) throws IOException, InterruptedException;

  /**
   * The end of this process, by Ctrl-C or kill: its shutdown hook does the stopping, so the process
   * doesn't end before.
   *
   * @param errors told when the stopping fails, for nobody else can be
   */
  static StopSignal ofProcess(PrintWriter errors) {
    return what -> {
      var stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .name("demo-stop")
                  .unstarted(() -> {
                    try {
                      what.stop();
                    } catch (IOException e) {
                      errors.println("demo: could not stop: " + e.getMessage());
                    } finally {
                      stopped.countDown();
                    }
                  }));
      stopped.await();
    };
  }
}
