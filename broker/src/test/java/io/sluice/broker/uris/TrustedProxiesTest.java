package io.sluice.broker.uris;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.config.AddressRange;
import io.sluice.broker.exchange.Origin;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      new TrustedProxies(
          Stream.of("10.0.0.0/8", "::1", "2001:db8::/33")
              .map(AddressRange::parse)
              .map(Optional::orElseThrow)
              .toList());

  private static Origin behind(String peer, String... headers) {
    HttpRequest request = new BasicHttpRequest("GET", "/");
    for (String header : headers) {
      request.addHeader(header.split(": ", 2)[0], header.split(": ", 2)[1]);
    }
    return PROXIES.behind(request, new Origin(false, "sluice:8080", peer));
  }

  @Test
  void trustedProxy_tellsHowItsClientCame() {
    Origin origin =
        behind(
            "10.1.2.3",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: sql.example.com",
            "X-Forwarded-Port: 8443",
            "X-Forwarded-Prefix: /gw/",
            "X-Forwarded-For: 198.51.100.7");

    assertThat(origin.base()).isEqualTo("https://sql.example.com:8443/gw");
    assertThat(origin.remoteAddress()).isEqualTo("198.51.100.7");
    assertThat(origin.forwardedFor()).isEqualTo("198.51.100.7, 10.1.2.3");
  }

  @Test
  void anybodyElse_isNotBelieved() {
    for (String peer : List.of("11.0.0.1", "127.0.0.1", "::2", "2001:db8:8000::1", "")) {
      assertThat(
              behind(
                  peer,
                  "X-Forwarded-Proto: https",
                  "X-Forwarded-Host: evil",
                  "X-Forwarded-For: 10.0.0.1"))
          .isEqualTo(new Origin(false, "sluice:8080", peer));
    }
  }

  @Test
  void client_isTheLastAddressThatIsNoProxys_whateverItSaidBefore() {
    Origin origin =
        behind(
            "::1",
            "X-Forwarded-For: 10.9.9.9, 192.0.2.1",
            "X-Forwarded-For: 203.0.113.5:4711,[2001:db8::7]:80 , 10.0.0.2");

    assertThat(origin.remoteAddress()).isEqualTo("203.0.113.5");
    assertThat(origin.forwardedFor())
        .isEqualTo("10.9.9.9, 192.0.2.1, 203.0.113.5, 2001:db8:0:0:0:0:0:7, 10.0.0.2, ::1");
  }

  @Test
  void wayOfProxiesOnly_beginsWithTheFarthest() {
    assertThat(behind("10.0.0.1", "X-Forwarded-For: 10.0.0.3, 10.0.0.2").remoteAddress())
        .isEqualTo("10.0.0.3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown, 10.0.0.2 | 10.0.0.2",
        "192.0.2.1, , 10.0.0.2 | 10.0.0.2",
        "192.0.2.1, localhost | 10.0.0.1",
        "1.2.3 | 10.0.0.1",
        "1.2.3.400 | 10.0.0.1",
        "fe80::1%eth0 | 10.0.0.1",
        "2130706433 | 10.0.0.1",
        "'' | 10.0.0.1"
      })
  void addressThatIsNone_endsTheWay(String written, String client) {
    assertThat(behind("10.0.0.1", "X-Forwarded-For: " + written).remoteAddress()).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-     | -             | -     | http://sluice:8080",
        "https | -             | -     | https://sluice:8080",
        "HTTPS, http | -       | -     | https://sluice:8080",
        "ftp   | -             | -     | http://sluice:8080",
        "https | a             | -     | https://a",
        "https | a:1, b        | 2     | https://a:1",
        "https | -             | 443   | https://sluice",
        "http  | -             | 443   | http://sluice:443",
        "https | [::1]         | 8443  | https://[::1]:8443",
        "https | a/b           | -     | https://sluice:8080",
        "https | a\"b          | -     | https://sluice:8080",
        "https | me@a          | -     | https://sluice:8080",
        "https | a             | 0     | https://a",
        "https | a             | 99999 | https://a",
        "https | a             | x     | https://a"
      })
  void schemeHostAndPort_countOneByOne(String proto, String host, String port, String base) {
    var headers = new java.util.ArrayList<String>();
    Optional.ofNullable(proto).ifPresent(value -> headers.add("X-Forwarded-Proto: " + value));
    Optional.ofNullable(host).ifPresent(value -> headers.add("X-Forwarded-Host: " + value));
    Optional.ofNullable(port).ifPresent(value -> headers.add("X-Forwarded-Port: " + value));

    assertThat(behind("10.0.0.1", headers.toArray(String[]::new)).base()).isEqualTo(base);
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b,/a/b",
    "/a/,/a",
    "/,''",
    "a,''",
    "/a/../b,''",
    "/a//b,''",
    "'/a, /b',/a",
    "/a?b,''",
    "//evil,''",
    "/%2e,''"
  })
  void prefix_isAPlainPath(String said, String prefix) {
    assertThat(behind("10.0.0.1", "X-Forwarded-Prefix: " + said).prefix()).isEqualTo(prefix);
  }
}
