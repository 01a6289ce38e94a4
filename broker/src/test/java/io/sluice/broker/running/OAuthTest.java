package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.store.PostgresDatabase;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.ReceivedRequest.Header;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A login goes on at the cluster that began it, whichever broker its next step reaches. */
@Timeout(300)
final class OAuthTest {
  @RegisterExtension static final PostgresDatabase DATABASE = new PostgresDatabase();

  private static final String RULE =
      "rule \"b\" when Query(source == \"b\") then decision.route(\"b\"); end\n";

  private final StandInCluster a = StandInCluster.builder().name("a-1").build();
  private final StandInCluster b = StandInCluster.builder().name("b-1").build();
  @TempDir private Path folder;
  private RunningBroker first;
  private RunningBroker second;
  private StatementClient client;
  private StatementClient other;

  @BeforeEach
  void start() throws IOException {
    a.start();
    b.start();
    demandsLogin(a);
    demandsLogin(b);
    String store = DATABASE.url();
    first = broker("first", store);
    second = broker("second", store);
    client = new StatementClient(first.front(), "X-Trino-Source", "b");
    other = new StatementClient(second.front());
  }

  private RunningBroker broker(String name, String store) throws IOException {
    return RunningBroker.start(folder.resolve(name), settings(store), RULE, in("a", a), in("b", b));
  }

  private static String settings(String store) {
    return "store: { url: \"%s\", journal: { directory: data/journal } }".formatted(store);
  }

  @AfterEach
  void stop() {
    RunningBroker.closeAll(client, other, first, second, a, b);
  }

  /** As Trino 483, each path answering with its cluster's name. */
  private static void demandsLogin(StandInCluster cluster) {
    String name = cluster.name();
    canned(
        cluster,
        "/v1/statement",
        401,
        "Unauthorized",
        new Header(
            "WWW-Authenticate",
            "Bearer x_redirect_server=\"https://x/oauth2/token/initiate/hash-%1$s\", x_token_server=\"https://x/oauth2/token/id-%1$s\""
                .formatted(name)));
    canned(
        cluster,
        "/oauth2/token/initiate/hash-" + name,
        303,
        "",
        new Header("Location", "https://idp/auth?state=state-" + name + "&nonce=1"),
        new Header("Set-Cookie", "__Secure-Trino-Nonce=n;Path=/oauth2/callback;Secure"));
    canned(cluster, "/oauth2/token/id-" + name, 200, "{\"token\":\"of " + name + "\"}");
    canned(
        cluster,
        "/oauth2/callback",
        303,
        "",
        new Header("Location", "https://x/ui/"),
        new Header("Set-Cookie", "__Secure-Trino-OAuth2-Token=t;Version=1;Path=/ui/;Secure"));
    canned(cluster, "/ui/logout/logout.html", 200, "logged out");
  }

  private static void canned(
      StandInCluster cluster, String path, int status, String body, Header... headers) {
    cluster.misbehave(
        request -> request.path().equals(path) && !request.isProbe(),
        new Misbehaviour.Canned(status, List.of(headers), body));
  }

  private static List<ReceivedRequest> logins(StandInCluster cluster) {
    return cluster.received(request -> request.path().startsWith("/oauth2/"));
  }

  @Test
  void login_goesOnAtItsCluster_eachStepThroughTheOtherBroker() throws Exception {
    HttpResponse<String> challenge = client.post("SELECT 1");
    assertThat(challenge.statusCode()).isEqualTo(401);
    assertThat(challenge.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("x_token_server=\"https://x/oauth2/token/id-b-1\"");

    HttpResponse<String> begun = other.get("/oauth2/token/initiate/hash-b-1");
    assertThat(begun.statusCode()).isEqualTo(303);
    assertThat(begun.headers().firstValue("Location"))
        .contains("https://idp/auth?state=state-b-1&nonce=1");

    HttpResponse<String> returned = client.get("/oauth2/callback?code=c&state=state-b-1");
    assertThat(returned.statusCode()).isEqualTo(303);
    assertThat(returned.headers().firstValue("Location")).contains("https://x/clusters/b-1/ui/");
    assertThat(returned.headers().firstValue("Set-Cookie").orElseThrow())
        .contains(";Path=/clusters/b-1/ui/;");

    assertThat(other.get("/oauth2/token/id-b-1").body()).isEqualTo("{\"token\":\"of b-1\"}");
    assertThat(other.delete("/oauth2/token/id-b-1").statusCode()).isEqualTo(200);
    assertThat(logins(a)).isEmpty();
    assertThat(logins(b)).hasSize(4);
  }

  @Test
  void login_ofALaterRequest_isLearnedToo() throws Exception {
    b.behave();
    String page = client.with("X-Trino-User", "alice").begin("SELECT 1").path("nextUri").asText();
    canned(
        b,
        URI.create(page).getPath(),
        401,
        "",
        new Header("WWW-Authenticate", "Bearer x_token_server=\"https://x/oauth2/token/id-late\""));
    canned(b, "/oauth2/token/id-late", 200, "{\"token\":\"late\"}");

    assertThat(client.get(page).statusCode()).isEqualTo(401);
    assertThat(other.get("/oauth2/token/id-late").body()).isEqualTo("{\"token\":\"late\"}");
  }

  @Test
  void login_outlivesTheBrokerThatSawItBegin() throws Exception {
    client.post("SELECT 1");
    first.close();

    assertThat(other.get("/oauth2/token/id-b-1").body()).isEqualTo("{\"token\":\"of b-1\"}");
  }

  @Test
  void loginThatNobodyBegan_isRefused_withWhatToDo() throws Exception {
    for (String uri :
        List.of(
            "/oauth2/token/made-up", "/oauth2/callback?code=c&state=made-up", "/oauth2/callback")) {
      HttpResponse<String> answer = client.get(uri);

      assertThat(answer.statusCode()).as(uri).isEqualTo(404);
      assertThat(answer.body()).contains("Begin again");
    }
    assertThat(logins(a)).isEmpty();
    assertThat(logins(b)).isEmpty();
  }

  @Test
  void pageAfterALogout_isThatOfAnyCluster() throws Exception {
    assertThat(client.get("/ui/logout/logout.html").body()).isEqualTo("logged out");
  }

  @Test
  void login_withTheStoreDown_goesOnAtTheBrokerWhereItBegan() throws Exception {
    String nowhere = "jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1";
    try (RunningBroker alone = broker("alone", nowhere);
        var there = new StatementClient(alone.front(), "X-Trino-Source", "b")) {
      assertThat(there.post("SELECT 1").statusCode()).isEqualTo(401);

      assertThat(there.get("/oauth2/token/id-b-1").body()).isEqualTo("{\"token\":\"of b-1\"}");
      HttpResponse<String> unknown = there.get("/oauth2/token/id-a-1");
      assertThat(unknown.statusCode()).isEqualTo(503);
      assertThat(unknown.body()).contains("store");
    }
  }
}
