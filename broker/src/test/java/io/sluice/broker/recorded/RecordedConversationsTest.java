package io.sluice.broker.recorded;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.recorded.Body.Wholeness;
import io.sluice.broker.recorded.PlayedCluster.Arrived;
import io.sluice.broker.recorded.ReplayedClient.Received;
import io.sluice.broker.running.RunningBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recorded conversation passes the broker byte for byte, at both of its ends. What may differ
 * stands in {@link #OF_ONE_CONNECTION} and {@link #ofOneConnectionOrForwarding}.
 *
 * <p>One of them was recorded over TLS; here it is played without.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecordedConversationsTest {
  /** The headers that each side of the broker has of its own: the framing of that connection. */
  private static final Set<String> OF_ONE_CONNECTION = Set.of("connection", "transfer-encoding");

  private PlayedCluster trino;
  private PlayedCluster presto;
  private RunningBroker beforeTrino;
  private RunningBroker beforePresto;

  static List<String> conversations() throws IOException {
    return Capture.names();
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    trino = new PlayedCluster("483");
    trino.start();
    presto = new PlayedCluster("0.296");
    presto.start();
    beforeTrino = broker(folder.resolve("trino"), trino, "trino");
    beforePresto = broker(folder.resolve("presto"), presto, "presto");
  }

  private static RunningBroker broker(Path folder, PlayedCluster cluster, String dialect)
      throws IOException {
    Files.createDirectories(folder.resolve("rules"));
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        front: { host: 127.0.0.1, port: 0 }
        admin: { port: 0 }
        rules: { directory: rules, defaultGroup: adhoc }
        store: { url: "jdbc:h2:file:./data/sluice", journal: { directory: data/journal } }
        clusters:
          - { name: played, group: adhoc, url: "%s", dialect: %s, probe: info }
        """
            .formatted(cluster.url(), dialect));
    return RunningBroker.start(file);
  }

  @AfterAll
  void stop() throws IOException {
    beforeTrino.close();
    beforePresto.close();
    trino.close();
    presto.close();
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void conversation_passesByteForByte(String name) throws IOException {
    Capture capture = Capture.read(name);
    PlayedCluster cluster = capture.presto() ? presto : trino;
    RunningBroker broker = capture.presto() ? beforePresto : beforeTrino;
    try (var client = new ReplayedClient(broker.front())) {
      for (RecordedExchange exchange : capture.exchanges()) {
        cluster.willAnswer(exchange.answer());
        Received received = client.send(exchange);
        switch (Fate.of(capture, exchange)) {
          case Fate.Passes _ -> {
            assertThat(cluster.arrived())
                .as("arrival of %s", exchange)
                .hasValueSatisfying(arrived -> assertArrived(exchange, arrived));
            assertReceived(exchange, received);
          }
          case Fate.Listed _ -> {
            assertThat(cluster.arrived()).as("arrival of %s", exchange).isPresent();
            assertListed(exchange, received);
          }
          case Fate.Own(int status) -> {
            assertThat(received.head().start())
                .as("%s", exchange)
                .startsWith("HTTP/1.1 " + status + " ");
            assertThat(cluster.arrived()).as("%s", exchange).isEmpty();
          }
        }
      }
    }
  }

  private static void assertArrived(RecordedExchange exchange, Arrived arrived) {
    Head sent = exchange.request().head();
    var expected =
        new ArrayList<>(sent.without(RecordedConversationsTest::ofOneConnectionOrForwarding));
    if (sent.chunked()) {
      // A statement is read whole, so its length is known when it goes on.
      expected.add("Content-Length: " + exchange.request().body().bytes().length());
    }
    assertThat(arrived.head().start()).isEqualTo(sent.start());
    assertThat(arrived.head().headers()).as("%s", exchange).isEqualTo(expected);
    assertThat(arrived.body()).as("%s", exchange).isEqualTo(exchange.request().body().bytes());
  }

  /** What was filled up is no JSON, so that no list comes of it. */
  private static void assertListed(RecordedExchange exchange, Received received) {
    boolean listed = exchange.status() != 200 || exchange.wholeness() == Wholeness.EXACT;
    assertThat(received.head().start())
        .as("%s", exchange)
        .startsWith("HTTP/1.1 " + (listed ? exchange.status() : 503) + " ");
    if (listed) {
      assertThat(received.body()).isEqualTo(exchange.answer().body().bytes().strip());
    }
  }

  /** A cluster that isn't told to process forwarding headers would answer 406 to them. */
  private static boolean ofOneConnectionOrForwarding(String name) {
    return OF_ONE_CONNECTION.contains(name)
        || name.startsWith("x-forwarded-")
        || name.equals("forwarded");
  }

  private static void assertReceived(RecordedExchange exchange, Received received) {
    Head sent = exchange.answer().head();
    Head head = received.head();
    assertThat(head.start()).as("%s", exchange).isEqualTo(sent.start());
    assertThat(head.without(OF_ONE_CONNECTION::contains))
        .as("%s", exchange)
        .isEqualTo(sent.without(OF_ONE_CONNECTION::contains));
    assertThat(received.body()).as("%s", exchange).isEqualTo(exchange.answer().body().bytes());
    boolean measured = sent.header("Content-Length").isPresent() || exchange.status() == 204;
    assertThat(head.header("Transfer-Encoding").orElse("none"))
        .as("%s", exchange)
        .isEqualTo(measured ? "none" : "chunked");
    assertThat(head.header("Connection"))
        .as("%s", exchange)
        .isEqualTo(exchange.request().head().header("Connection").filter("close"::equals));
  }

  @Test
  void recordings_areAllThere_andNoneIsSkipped() throws IOException {
    var exchanges = new ArrayList<RecordedExchange>();
    int exactConversations = 0;
    for (String name : Capture.names()) {
      Capture capture = Capture.read(name);
      exchanges.addAll(capture.exchanges());
      exactConversations += capture.exact() ? 1 : 0;
    }

    assertThat(Capture.names()).hasSize(98);
    assertThat(exactConversations).isEqualTo(32);
    assertThat(exchanges.stream().collect(groupingBy(RecordedExchange::wholeness, counting())))
        .isEqualTo(Map.of(Wholeness.EXACT, 621L, Wholeness.CUT, 297L, Wholeness.UNREADABLE, 2L));
  }
}
