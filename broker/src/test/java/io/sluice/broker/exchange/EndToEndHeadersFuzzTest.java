package io.sluice.broker.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;

/** Headers pass in their order, unchanged, but for those of one connection. */
final class EndToEndHeadersFuzzTest {
  private static final Set<String> OF_ONE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "transfer-encoding",
          "upgrade",
          "expect");
  private static final Set<String> ALWAYS = Set.of("host", "content-length");

  @FuzzTest(maxDuration = "2m")
  void headers_passOnceAndInOrder(byte[] bytes) {
    var message = new BasicHttpRequest("GET", "/");
    var named = new StringBuilder();
    for (String line : new String(bytes, ISO_8859_1).split("\n", -1)) {
      String[] parts = line.split(":", 2);
      if (parts.length == 2 && !parts[0].isEmpty()) {
        message.addHeader(new BasicHeader(parts[0], parts[1]));
        if (parts[0].equalsIgnoreCase("connection")) {
          named.append(parts[1].toLowerCase(Locale.ROOT)).append(',');
        }
      }
    }

    check(message, EndToEndHeaders.ofRequest(message), named.toString(), true);
    check(message, EndToEndHeaders.ofResponse(message), named.toString(), false);
  }

  private static void check(
      HttpMessage message, List<Header> passed, String named, boolean request) {
    List<Header> all = List.of(message.getHeaders());
    if (!passed.isEmpty()) {
      assertThat(all).containsSubsequence(passed);
    }
    for (Header header : all) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      boolean forwarding = request && (name.startsWith("x-forwarded-") || name.equals("forwarded"));
      if (OF_ONE_CONNECTION.contains(name) || forwarding) {
        assertThat(passed).doesNotContain(header);
      } else if (ALWAYS.contains(name) || !named.contains(name)) {
        assertThat(passed).contains(header);
      }
    }
  }
}
