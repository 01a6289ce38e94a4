package io.sluice.broker.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.exchange.Origin;
import io.sluice.broker.passage.AnswerEdit;
import io.sluice.rules.fact.ClusterName;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrefixTest {
  private static Prefix prefix(String before) {
    return new Prefix(
        new ClusterName("etl-1"),
        URI.create("http://trino-etl-1:8080"),
        new Origin(true, "sluice.example", before, "10.0.0.1", "10.0.0.1"),
        AnswerEdit.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "/ui/, /clusters/etl-1/ui/",
    "/ui/login.html?/ui/, /clusters/etl-1/ui/login.html?/ui/",
    "login.html, login.html",
    "?a=http://x/, ?a=http://x/",
    "https://sluice.example/ui/, /clusters/etl-1/ui/",
    "http://SLUICE.example/ui/#/queries, /clusters/etl-1/ui/#/queries",
    "https://sluice.example, /clusters/etl-1/",
    "https://sluice.example?a, /clusters/etl-1/?a",
    "//sluice.example/ui/, /clusters/etl-1/ui/",
    "http://trino-etl-1:8080/ui/, /clusters/etl-1/ui/",
    "https://sluice.example/clusters/etl-1/ui/, /clusters/etl-1/ui/",
    "/clusters/etl-1/ui/, /clusters/etl-1/ui/",
    "https://idp.example/authorize?redirect_uri=https://sluice.example/oauth2/callback,"
        + " https://idp.example/authorize?redirect_uri=https://sluice.example/oauth2/callback",
    "//elsewhere.example/ui/, //elsewhere.example/ui/",
    "http://trino-etl-1:8081/ui/, http://trino-etl-1:8081/ui/"
  })
  void location_staysBelowThePrefix_whereItIsTheClusters(String said, String passed) {
    assertThat(prefix("").location(said)).isEqualTo(passed);
  }

  @ParameterizedTest
  @CsvSource({
    "/ui/, /data/clusters/etl-1/ui/",
    "https://sluice.example/data/clusters/etl-1/ui/, /data/clusters/etl-1/ui/",
    "/clusters/etl-1/ui/, /data/clusters/etl-1/ui/"
  })
  void location_behindAProxyWithAPath_hasThatPathToo(String said, String passed) {
    assertThat(prefix("/data").location(said)).isEqualTo(passed);
  }

  @ParameterizedTest
  @CsvSource({
    "t=1;Version=1;Path=/ui;HttpOnly, t=1;Version=1;Path=/clusters/etl-1/ui;HttpOnly",
    "t=1; path=/; Secure, t=1;Path=/clusters/etl-1; Secure",
    "t=1; Path, t=1;Path=/clusters/etl-1",
    "t=1, t=1;Path=/clusters/etl-1",
    "n=1;Path=/oauth2/callback;Secure, n=1;Path=/oauth2/callback;Secure",
    "t=1; Domain=sluice.example; Path=/ui, t=1;Path=/clusters/etl-1/ui",
    "t=1; Path=/clusters/etl-1/ui, t=1;Path=/clusters/etl-1/ui",
    "'t=a,b; Expires=Wed, 21 Oct 2026 07:28:00 GMT; SameSite=Lax; Path=/ui',"
        + " 't=a,b; Expires=Wed, 21 Oct 2026 07:28:00 GMT; SameSite=Lax;Path=/clusters/etl-1/ui'"
  })
  void cookie_isForTheClustersOwnPathsOnly(String said, String passed) {
    assertThat(prefix("").cookie(said)).isEqualTo(passed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h:8080/clusters/etl-1/ui/",
        "https://h/clusters/etl-1/ui/query.html?x",
        "https://h/data/clusters/etl-1/ui/",
        "/clusters/etl-1/"
      })
  void addressBelowAPrefix_tellsItsCluster(String address) {
    assertThat(Prefix.of(address)).contains(new ClusterName("etl-1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://h",
        "http://h/",
        "http://h/ui/",
        "http://h/clusters/",
        "http://h/clusters/etl-1",
        "http://h/clusters/.x/ui/"
      })
  void anyOtherAddress_tellsNone(String address) {
    assertThat(Prefix.of(address)).isEmpty();
  }

  @Test
  void noAddress_tellsNone() {
    assertThat(Prefix.of(null)).isEmpty();
  }
}
