package io.sluice.broker.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.samples.standin.Door;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clusters are told of the address by which clients know the broker, and what clients get. */
@Timeout(60)
final class UriModesTest {
  private static final String[] FROM_A_PROXY = {
    "X-Forwarded-Proto", "https",
    "X-Forwarded-Host", "sql.example",
    "X-Forwarded-For", "10.0.0.1, 198.51.100.7",
    "X-Forwarded-Prefix", "/gw"
  };

  /** Prestos take X-Forwarded headers without being told. */
  private final StandInCluster main = presto("main-1");

  private final StandInCluster spare = presto("spare-1");
  private Path folder = Path.of("");

  // Each test starts its own, with other settings.
  @SuppressWarnings("NullAway.Init")
  private RunningBroker broker;

  @SuppressWarnings("NullAway.Init")
  private StatementClient client;

  private static StandInCluster presto(String name) {
    return StandInCluster.builder().name(name).dialect(StandInDialect.PRESTO).build();
  }

  @BeforeEach
  void start(@TempDir Path tests) {
    folder = tests;
    main.start();
    spare.start();
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(client, broker, main, spare);
  }

  /** A broker that sends who comes from 198.51.100.7 to the spare cluster. */
  private void broker(String mode, String front) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("rules")).resolve("rules.drl"),
        """
        rule "far" when Query(remoteAddress == "198.51.100.7") then decision.route("spare"); end
        """);
    broker =
        RunningBroker.start(
            Files.writeString(
                folder.resolve("sluice.yaml"),
                """
                front: { host: 127.0.0.1, port: 0 %s }
                admin: { port: 0 }
                health: { interval: 10m }
                rules: { directory: rules, defaultGroup: main, budget: 10s }
                store: { url: "jdbc:h2:file:./sluice", journal: { directory: journal } }
                groups: { main: { fallback: [spare] } }
                clusters:
                  - { name: main-1, group: main, url: "%s", uris: %s }
                  - { name: spare-1, group: spare, url: "%s", uris: %s }
                """
                    .formatted(front, main.url(), mode, spare.url(), mode)));
    client = new StatementClient(broker.front(), "X-Presto-User", "alice");
  }

  private static ReceivedRequest last(StandInCluster cluster) {
    return cluster.received(request -> request.isStatement() || request.isPoll()).getLast();
  }

  private static List<String> forwarded(ReceivedRequest request) {
    return request.headers().stream()
        .filter(header -> header.name().startsWith("X-Forwarded-"))
        .map(header -> header.name().substring("X-Forwarded-".length()) + ": " + header.value())
        .toList();
  }

  @Test
  void host_givesTheClusterTheClientsHost_andNoHeaderOfAProxyThatNobodyTrusts() throws Exception {
    broker("host", "");

    JsonNode page = StatementClient.page(client.with(FROM_A_PROXY).post("SELECT 1"));

    assertThat(page.path("nextUri").textValue()).startsWith(broker.front() + "/v1/statement/");
    assertThat(last(main).header("Host")).contains(broker.front().getAuthority());
    assertThat(forwarded(last(main))).isEmpty();
  }

  @Test
  void host_givesTheClusterTheHostThatATrustedProxyTells() throws Exception {
    broker("host", ", trustedProxies: [127.0.0.0/8]");

    JsonNode page = StatementClient.page(client.with(FROM_A_PROXY).post("SELECT 1"));

    assertThat(page.path("nextUri").textValue()).startsWith("http://sql.example/v1/statement/");
    assertThat(forwarded(last(spare))).isEmpty();
  }

  @Test
  void forwarded_tellsWhatTheBrokerKnows_insteadOfWhatAClientClaims() throws Exception {
    broker("forwarded", "");

    JsonNode page = StatementClient.page(client.with(FROM_A_PROXY).post("SELECT 1"));
    client.get(page.path("nextUri").textValue());

    String port = Integer.toString(broker.front().getPort());
    assertThat(last(main).isPoll()).isTrue();
    assertThat(last(main).header("Host")).contains("127.0.0.1:" + port);
    assertThat(forwarded(last(main)))
        .containsExactly(
            "Proto: http",
            "Host: 127.0.0.1:" + port,
            "Port: " + port,
            "For: 127.0.0.1",
            "Prefix: /clusters/main-1");
  }

  @Test
  void forwarded_continuesWhatATrustedProxySays_andRulesSeeItsClient() throws Exception {
    broker("forwarded", ", trustedProxies: [127.0.0.0/8, 10.0.0.0/8]");

    StatementClient.page(client.with(FROM_A_PROXY).post("SELECT 1"));

    assertThat(forwarded(last(spare)))
        .containsExactly(
            "Proto: https",
            "Host: sql.example",
            "Port: 443",
            "For: 10.0.0.1, 198.51.100.7, 127.0.0.1",
            "Prefix: /gw/clusters/spare-1");
  }

  @Test
  void rewrite_callsTheClusterByItsName_andTheClientComesBack() throws Exception {
    broker("rewrite", ", trustedProxies: [\"::1\"]");

    StatementClient.Result result = client.with(FROM_A_PROXY).run("SELECT 1");

    assertThat(result.error()).isEmpty();
    assertThat(result.nextUris())
        .isNotEmpty()
        .allMatch(uri -> uri.startsWith(broker.front() + "/"));
    assertThat(main.received(request -> !request.isProbe()))
        .isNotEmpty()
        .allMatch(request -> request.header("Host").orElse("").equals(main.url().getAuthority()))
        .allMatch(request -> forwarded(request).isEmpty());
  }

  @Test
  void rewrite_leadsToTheExternalUrl() throws Exception {
    broker("rewrite", ", externalUrl: \"https://sql.example:8443/gw/\"");

    JsonNode page = StatementClient.page(client.with("Accept-Encoding", "gzip").post("SELECT 1"));

    assertThat(page.path("nextUri").textValue())
        .startsWith("https://sql.example:8443/gw/v1/statement/");
    assertThat(page.path("infoUri").textValue())
        .startsWith("https://sql.example:8443/gw/clusters/main-1/ui");
  }

  @Test
  void malformedHost_isNoReasonToBreakAPage() throws Exception {
    broker("rewrite", "");
    try (var raw = new RawClient(broker.front())) {
      raw.head(
          "POST /v1/statement HTTP/1.1", "Host: a\"b", "X-Presto-User: alice", "Content-Length: 8");
      RawClient.Answer answer = raw.send("SELECT 1").answer();

      assertThat(answer.status()).isIn(200, 400);
      assertThat(answer.body()).doesNotContain("//a\"b");
    }
  }

  @Test
  void statementThatMoves_takesTheAddressesOfItsNewCluster() throws Exception {
    broker("rewrite", "");
    JsonNode first = StatementClient.page(client.post("SELECT 1"));
    main.door(Door.SHUT);
    main.dropConnections();
    assertThat(broker.await(now -> now.idleConnections() == 0).idleConnections()).isZero();

    JsonNode moved = StatementClient.page(client.get(first.path("nextUri").textValue()));

    assertThat(moved.path("id")).isNotEqualTo(first.path("id"));
    assertThat(moved.path("nextUri").textValue()).startsWith(broker.front() + "/v1/statement/");
    assertThat(last(spare).header("Host")).contains(spare.url().getAuthority());
  }
}
