package io.sluice.samples.demo.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.client.RealBroker;
import io.sluice.samples.demo.client.RealFleet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People look at queries of real engines with a real browser, at the broker's address. */
@ExtendWith(RealFleet.class)
class WebPagesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String USER_FIELD = "#usernameInput";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI front;
  private Browser browser;

  WebPagesIT(RealBroker broker) {
    this.front = broker.endpoints().front(Dialect.TRINO);
  }

  @BeforeEach
  void start() throws IOException, InterruptedException {
    browser = Browser.start();
  }

  @AfterEach
  void stop() throws IOException {
    browser.close();
    http.close();
  }

  /** Runs a statement to its end; gives the first page. */
  private JsonNode run(Dialect dialect, String source, String sql)
      throws IOException, InterruptedException {
    String prefix = dialect.headerPrefix();
    HttpRequest post =
        HttpRequest.newBuilder(front.resolve("/v1/statement"))
            .header(prefix + "User", "alice")
            .header(prefix + "Source", source)
            .POST(BodyPublishers.ofString(sql))
            .build();
    JsonNode first = JSON.readTree(http.send(post, BodyHandlers.ofString()).body());
    JsonNode page = first;
    while (page.has("nextUri")) {
      HttpRequest poll = HttpRequest.newBuilder(URI.create(page.path("nextUri").asText())).build();
      page = JSON.readTree(http.send(poll, BodyHandlers.ofString()).body());
    }
    return first;
  }

  private static String id(JsonNode page) {
    return page.path("id").asText();
  }

  private void logIn(String user) throws IOException, InterruptedException {
    browser.await(text -> text.contains("Username"));
    browser.submit(USER_FIELD, user);
  }

  @Test
  void twoTrinoClusters_areWatchedInTwoTabs_eachWithItsOwnLogin() throws Exception {
    String first = browser.tab();
    browser.open(front.resolve("/clusters/trino-1/ui/"));
    logIn("alice");
    assertThat(browser.await(text -> text.contains("Cluster overview")))
        .contains("Cluster overview");

    browser.newTab();
    browser.open(front.resolve("/clusters/trino-2/ui/"));
    logIn("bob");
    assertThat(browser.await(text -> text.contains("Cluster overview")))
        .contains("Cluster overview");

    assertThat(user("/clusters/trino-1")).isEqualTo("alice");
    assertThat(user("/clusters/trino-2")).isEqualTo("bob");
    assertThat(browser.run("return document.cookie")).isEmpty();
    browser.tab(first);
    browser.open(front.resolve("/clusters/trino-1/ui/"));
    assertThat(browser.await(text -> text.contains("Cluster overview")))
        .contains("Cluster overview");
  }

  /** Whom a cluster takes the browser for: its cookies are sent by their paths. */
  private String user(String prefix) throws IOException, InterruptedException {
    return browser.run(
        "return fetch('%s/ui/auth/info').then(it => it.json()).then(it => it.username)"
            .formatted(prefix));
  }

  @Test
  void infoUriOfTrino_leadsToTheQuery_onTheClusterThatRanIt() throws Exception {
    JsonNode page = run(Dialect.TRINO, "web-pages", "SELECT 4711");
    URI info = URI.create(page.path("infoUri").asText());
    assertThat(info.getAuthority()).isEqualTo(front.getAuthority());

    browser.newTab();
    browser.open(info);
    browser.await(text -> text.contains("Username") || text.contains(id(page)));
    if (browser.text().contains("Username")) {
      logIn("carol");
    }

    assertThat(browser.await(text -> text.contains("FINISHED")))
        .contains("Query details", id(page), "FINISHED");
    assertThat(browser.address()).matches(".*/clusters/trino-\\d/ui/.*#/queries/" + id(page));
  }

  @Test
  void infoUriOfPresto_leadsToTheQuery_onItsCluster() throws Exception {
    JsonNode page = run(Dialect.PRESTO, "web-pages", "SELECT 4712");

    browser.newTab();
    browser.open(URI.create(page.path("infoUri").asText()));

    assertThat(browser.await(text -> text.contains("SELECT 4712")))
        .contains(id(page), "FINISHED", "SELECT 4712");
    assertThat(browser.address()).endsWith("/clusters/presto-1/ui/query.html?" + id(page));
  }

  @Test
  void queryIsLookedUp_onTheBrokersPage() throws Exception {
    JsonNode page = run(Dialect.PRESTO, "web-pages", "SELECT 4713");

    browser.newTab();
    browser.open(front);
    assertThat(browser.text()).contains("trino --server " + front, "trino-1", "presto-1");
    browser.submit("input[name=id]", id(page));

    assertThat(browser.await(text -> text.contains("SELECT 4713"))).contains("SELECT 4713");
  }

  @Test
  void overviewOfPresto_showsItsQueries() throws Exception {
    JsonNode page = run(Dialect.PRESTO, "web-pages", "SELECT 4714");

    browser.newTab();
    browser.open(front.resolve("/clusters/presto-1/"));
    browser.await(text -> text.contains("Finished"));

    assertThat(browser.text()).contains("CLUSTER OVERVIEW");
    assertThat(page.has("id")).isTrue();
  }
}
