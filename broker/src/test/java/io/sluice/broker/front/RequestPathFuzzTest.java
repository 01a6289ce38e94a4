package io.sluice.broker.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import java.util.Optional;
import java.util.stream.Stream;

/** Whatever a client asks for is one of the cases, and what climbs reaches no cluster. */
final class RequestPathFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void climbingPath_reachesNoCluster(byte[] bytes) {
    String[] parts = new String(bytes, ISO_8859_1).split(" ", 2);
    String uri = parts.length < 2 ? "/" : parts[1];

    switch (RequestPath.of(parts[0], uri)) {
      case RequestPath.FollowUp(QueryId query, String passed, Optional<ClusterName> _) -> {
        assertThat(passed).contains(query.value());
        checkPassing(uri, passed);
      }
      case RequestPath.OfCluster(ClusterName cluster, String passed) -> {
        assertThat(uri).startsWith("/clusters/" + cluster.value());
        checkPassing(uri, passed);
      }
      case RequestPath.Spooled _, RequestPath.Login _, RequestPath.Astray _ ->
          checkPassing(uri, uri);
      default -> {
        // No cluster sees it as it came.
      }
    }
  }

  private static void checkPassing(String uri, String passed) {
    assertThat(uri).endsWith(passed);
    assertThat(climbs(decoded(passed.split("\\?", 2)[0]))).as(uri).isFalse();
  }

  private static boolean climbs(String path) {
    return Stream.of(path.replace('\\', '/').split("/", -1))
        .map(segment -> segment.split(";", 2)[0])
        .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
  }

  /** With every escape replaced, once, as servers do. */
  private static String decoded(String path) {
    var plain = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
      int low = i + 2 < path.length() ? Character.digit(path.charAt(i + 2), 16) : -1;
      if (path.charAt(i) == '%' && high >= 0 && low >= 0) {
        plain.append((char) (high * 16 + low));
        i += 2;
      } else {
        plain.append(path.charAt(i));
      }
    }
    return plain.toString();
  }
}
