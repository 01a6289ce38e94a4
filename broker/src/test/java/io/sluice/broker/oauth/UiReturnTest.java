package io.sluice.broker.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.exchange.Origin;
import io.sluice.broker.passage.AnswerEdit;
import io.sluice.rules.fact.ClusterName;
import java.util.List;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UiReturnTest {
  private static final UiReturn RETURN =
      UiReturn.to(new ClusterName("a.1"), new Origin(true, "b", "127.0.0.1"), AnswerEdit.NONE);

  private static String led(String name, String value) {
    return RETURN
        .headers(new BasicHttpResponse(303), List.of(new BasicHeader(name, value)))
        .getFirst()
        .getValue();
  }

  @ParameterizedTest
  @CsvSource({
    "Location, /ui/, /clusters/a.1/ui/",
    "Location, /ui, /clusters/a.1/ui",
    "Location, https://b:1/ui/?x#y, https://b:1/clusters/a.1/ui/?x#y",
    "Location, https://b/clusters/a.1/ui/, https://b/clusters/a.1/ui/",
    "Location, https://idp/auth?redirect_uri=/ui/, https://idp/auth?redirect_uri=/ui/",
    "Location, /uix, /uix",
    "Set-Cookie, T=1;Version=1;Path=/ui/;Secure, T=1;Version=1;Path=/clusters/a.1/ui/;Secure",
    "set-cookie, T=1; path=/ui, T=1; path=/clusters/a.1/ui",
    "Set-Cookie, N=delete;Path=/oauth2/callback;Max-Age=0,"
        + " N=delete;Path=/oauth2/callback;Max-Age=0",
    "Set-Cookie, T=1;Path=/uix, T=1;Path=/uix",
    "X-Other, /ui/, /ui/"
  })
  void uiOfTheCluster_isWhereABrowserReturns(String name, String value, String expected) {
    assertThat(led(name, value)).isEqualTo(expected);
  }
}
