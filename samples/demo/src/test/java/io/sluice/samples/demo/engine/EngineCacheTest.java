package io.sluice.samples.demo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EngineCacheTest {
  private static final String FETCHES =
      """
      #!/bin/sh
      echo run >> "%s"
      for argument in "$@"; do
        case $argument in -DoutputDirectory=*) out=${argument#-DoutputDirectory=}; out=${out%%/*} ;; esac
      done
      i=0
      while [ $i -lt 30 ]; do
        echo "[INFO] Downloaded from somewhere: x/y-$i.jar (1 kB at 1 kB/s)"
        i=$((i + 1))
      done
      for module in server tpch memory; do mkdir -p "$out/trino-$module"; echo jar > "$out/trino-$module/a.jar"; done
      """;

  @TempDir private Path folder;
  private Path runs;
  private final List<String> progress = new CopyOnWriteArrayList<>();

  @BeforeEach
  void prepare() {
    runs = folder.resolve("runs.txt");
  }

  @Test
  void engine_isFetchedOnceAndLaidOut() throws IOException, InterruptedException {
    EngineCache cache = cache(FETCHES.formatted(runs));

    Installation first = cache.install(Engine.TRINO);
    Installation second = cache.install(Engine.TRINO);

    assertThat(second).isEqualTo(first);
    assertThat(Files.readAllLines(runs)).hasSize(1);
    assertThat(first.folder().getFileName().toString()).matches("trino-483-[0-9a-f]{8}");
    assertThat(first.launcher()).exists();
    assertThat(first.folder().resolve("trino-server/a.jar")).exists();
    try (var services = new JarFile(first.connectors().resolve("tpch/services.jar").toFile())) {
      assertThat(services.getEntry("META-INF/services/io.trino.spi.Plugin")).isNotNull();
    }
    assertThat(progress).contains("trino 483: 25 jars fetched", "trino 483: ready");
  }

  @Test
  void failedFetch_leavesNothingAndTellsWhatMavenSaid() throws IOException {
    EngineCache cache = cache("#!/bin/sh\necho '[ERROR] no such artifact'\nexit 1\n");

    assertThatThrownBy(() -> cache.install(Engine.TRINO))
        .isInstanceOf(EngineFailure.class)
        .hasMessageContaining("maven: exit code 1")
        .hasMessageContaining("no such artifact");
    try (Stream<Path> left = Files.list(folder.resolve("cache/engines"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void twoAtOnce_bothGetAWholeEngine()
      throws IOException, InterruptedException, ExecutionException {
    EngineCache cache = cache(FETCHES.formatted(runs));
    var together = new CyclicBarrier(2);
    Callable<Installation> install =
        () -> {
          together.await();
          return cache.install(Engine.TRINO);
        };

    try (var threads = Executors.newFixedThreadPool(2)) {
      for (Future<Installation> installed : threads.invokeAll(List.of(install, install))) {
        assertThat(installed.get().folder().resolve("trino-server/a.jar")).exists();
      }
    }
    try (Stream<Path> left = Files.list(folder.resolve("cache/engines"))) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void missingMaven_isToldWithWhatToDo() {
    var cache = new EngineCache(folder.resolve("cache"), new Maven("/no/such/mvn"), progress::add);

    assertThatThrownBy(() -> cache.install(Engine.TRINO))
        .isInstanceOf(EngineFailure.class)
        .hasMessageContaining("can't run '/no/such/mvn'")
        .hasMessageContaining("Maven 3.8.7 or newer");
  }

  @Test
  void root_isInTheHomeUnlessTheEnvironmentSaysOtherwise() {
    Path home = Path.of("/home/a");

    assertThat(EngineCache.defaultRoot(Map.of(), home)).isEqualTo(Path.of("/home/a/.cache/sluice"));
    assertThat(EngineCache.defaultRoot(Map.of("SLUICE_CACHE", "/x"), home))
        .isEqualTo(Path.of("/x"));
  }

  private EngineCache cache(String mavenScript) throws IOException {
    Path maven = Files.writeString(folder.resolve("mvn"), mavenScript);
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
    return new EngineCache(folder.resolve("cache"), new Maven(maven.toString()), progress::add);
  }
}
