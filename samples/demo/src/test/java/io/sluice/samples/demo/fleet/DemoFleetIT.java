package io.sluice.samples.demo.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.samples.demo.engine.EngineCache;
import io.sluice.samples.demo.engine.EngineProcess;
import io.sluice.samples.demo.engine.Maven;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFleetIT {
  @TempDir Path folder;

  @Test
  void start() throws IOException, InterruptedException {
    var cache =
        new EngineCache(
            EngineCache.defaultRoot(System.getenv(), Path.of(System.getProperty("user.home"))),
            Maven.find(System.getenv(), Path.of("")),
            System.out::println);
    long start = System.nanoTime();
    try (DemoFleet fleet =
        DemoFleet.start(
            cache,
            Path.of(System.getProperty("java.home"), "bin", "java"),
            folder,
            line -> System.out.println((System.nanoTime() - start) / 1_000_000 + " ms " + line))) {
      for (EngineProcess process : fleet.processes()) {
        System.out.println(
            Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .toList());
      }
      assertThat(fleet.members()).hasSize(3);
    }
  }
}
