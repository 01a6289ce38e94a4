package io.sluice.samples.demo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EngineProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private int port;

  @BeforeEach
  void pickPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  @Test
  void startedEngine_isReadyAndGoneWhenClosed() throws IOException, InterruptedException {
    EngineProcess engine = engine("one");
    try (engine) {
      engine.start();
      engine.awaitReady(LIMIT);

      assertThat(engine.alive()).isTrue();
      assertThat(Files.readString(engine.log())).contains("up as 483");
      assertThat(folder.resolve("run/etc/catalog/tpch.properties"))
          .hasContent("connector.name=tpch");
    }
    assertThat(engine.alive()).isFalse();
  }

  @Test
  void killedEngine_isGoneAtOnce() throws IOException, InterruptedException {
    try (EngineProcess engine = engine("one")) {
      engine.start();
      engine.awaitReady(LIMIT);

      engine.kill();

      assertThat(engine.alive()).isFalse();
    }
  }

  @Test
  void engineThatEnds_isReportedWithTheEndOfItsLog() throws IOException {
    try (EngineProcess engine = engine("broken")) {
      engine.start();

      assertThatThrownBy(() -> engine.awaitReady(LIMIT))
          .isInstanceOf(EngineFailure.class)
          .hasMessageContaining("broken: ended with exit code 1")
          .hasMessageContaining("told to break");
    }
  }

  @Test
  void killedParent_leavesNoChild()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Process parent =
        new ProcessBuilder(
                FakeEngine.java().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ParentProgram.class.getName(),
                folder.toString(),
                Integer.toString(port))
            .redirectErrorStream(true)
            .start();
    String line = parent.inputReader().readLine();
    assertThat(line).startsWith("child ");
    ProcessHandle child =
        ProcessHandle.of(Long.parseLong(line.substring("child ".length()))).orElseThrow();

    parent.destroyForcibly();

    assertThat(child.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  private EngineProcess engine(String name) throws IOException {
    return new EngineProcess(
        FakeEngine.install(folder.resolve("fake")),
        name,
        port,
        FakeEngine.java(),
        folder.resolve("run"));
  }
}
