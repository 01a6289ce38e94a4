package io.sluice.samples.demo.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.LocalBroker;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A coordinator is restarted between its answer to a statement and the first poll: the broker
 * submits the statement again, and all clients go on with a query of another id.
 */
@Timeout(180)
final class MovedStatementIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String SQL = "SELECT 1";

  private final StandInCluster trino =
      StandInCluster.builder().name("trino-1").coordinatorId("aaaaa").build();
  private final StandInCluster presto =
      StandInCluster.builder()
          .name("presto-1")
          .dialect(StandInDialect.PRESTO)
          .coordinatorId("bbbbb")
          .build();
  private LocalBroker broker;
  private Path folder;

  @BeforeEach
  void start(@TempDir Path own) throws IOException {
    folder = own;
    restartsAtTheFirstPoll(trino.start());
    restartsAtTheFirstPoll(presto.start());
    Files.createDirectories(folder.resolve("rules"));
    broker =
        LocalBroker.start(
            Files.writeString(
                folder.resolve("sluice.yaml"),
                """
                front: { host: 127.0.0.1, port: 0 }
                admin: { port: 0 }
                rules: { directory: rules, defaultGroup: main }
                store: { url: "jdbc:h2:file:./data/sluice", journal: { directory: data/journal } }
                clusters:
                  - { name: trino-1, group: main, url: "%s" }
                  - { name: presto-1, group: main, url: "%s", dialect: presto }
                """
                    .formatted(trino.url(), presto.url())));
  }

  @AfterEach
  void stop() {
    Stream.<Runnable>of(broker::close, trino::close, presto::close).forEach(Runnable::run);
  }

  private static void restartsAtTheFirstPoll(StandInCluster cluster) {
    var polls = new AtomicInteger();
    cluster.misbehave(
        request -> {
          if (request.isPoll() && polls.incrementAndGet() == 1) {
            cluster.replace("zzzzz");
          }
          return false;
        },
        new Misbehaviour.Garbage());
  }

  /** The statement was submitted twice, and only the second one ran. */
  private static void checkMoved(StandInCluster cluster) {
    assertThat(cluster.received(ReceivedRequest::isStatement)).hasSize(2);
    assertThat(cluster.startedStatements()).containsOnlyOnce(SQL);
    assertThat(cluster.queryIds()).allMatch(id -> id.endsWith("_zzzzz"));
  }

  private void checkProgram(List<String> command, StandInCluster cluster) throws Exception {
    ClientProcess.Ending ending = ClientProcess.run(command, folder, LIMIT);

    assertThat(ending.exit()).as(ending.err()).isZero();
    assertThat(ending.text()).contains(cluster.name());
    checkMoved(cluster);
  }

  private static List<String> concat(List<String> program, String... arguments) {
    return Stream.concat(program.stream(), Stream.of(arguments)).toList();
  }

  private String front() {
    return broker.front().toString();
  }

  private void checkDriver(Dialect dialect, StandInCluster cluster) throws Exception {
    URI front = broker.front();
    try (Connection connection = Jdbc.connect(dialect, front)) {
      assertThat(Jdbc.column(connection, SQL)).hasSize(1);
    }
    checkMoved(cluster);
  }

  @Test
  void trinoJdbc_goesOn() throws Exception {
    checkDriver(Dialect.TRINO, trino);
  }

  @Test
  void prestoJdbc_goesOn() throws Exception {
    checkDriver(Dialect.PRESTO, presto);
  }

  @Test
  void trinoCli_goesOn() throws Exception {
    List<String> cli = ClientPrograms.install().trinoCli();
    checkProgram(concat(cli, "--server", front(), "--user", "alice", "--execute", SQL), trino);
  }

  @Test
  void prestoCli_goesOn() throws Exception {
    List<String> cli = ClientPrograms.install().prestoCli();
    checkProgram(concat(cli, "--server", front(), "--user", "alice", "--execute", SQL), presto);
  }

  @Test
  void trinoClientOfNpm_goesOn() throws Exception {
    List<String> script = ClientPrograms.install().trinoScript();
    checkProgram(concat(script, front(), "rows", SQL), trino);
  }

  @Test
  void prestoClientOfNpm_goesOn_atPresto() throws Exception {
    List<String> script = ClientPrograms.install().prestoScript();
    checkProgram(concat(script, front(), "presto", "rows", SQL), presto);
  }

  @Test
  void prestoClientOfNpm_goesOn_atTrino() throws Exception {
    List<String> script = ClientPrograms.install().prestoScript();
    checkProgram(concat(script, front(), "trino", "rows", SQL), trino);
  }
}
