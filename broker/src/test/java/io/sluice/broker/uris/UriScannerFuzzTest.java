package io.sluice.broker.uris;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.fuzz.Pieces;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;

/** Whatever a page holds, and however it is cut: only the cluster's own URIs are changed. */
final class UriScannerFuzzTest {
  private static final Beginnings CLUSTER =
      Beginnings.of(
          ClusterSpec.of(
              new ClusterName("etl"), URI.create("http://trino-1:8080"), new GroupName("a")));
  private static final String BASE = "https://sluice";
  private static final String NAMED_BASE = BASE + "/clusters/etl";

  @FuzzTest(maxDuration = "2m")
  void page_isChangedTheSame_howeverItIsCut_andOnlyWhereItsUrisAre(byte[] page) {
    String whole = changed(List.of(ByteBuffer.wrap(page)));
    String original = new String(page, ISO_8859_1);

    assertThat(changed(Pieces.of(page))).isEqualTo(whole);
    boolean mayChange = original.contains("Uri\"") || original.contains("uri\"");
    if (!mayChange) {
      assertThat(whole).isEqualTo(original);
    }
    // Of partialCancelUri any server is changed, and a page may hold the broker's address itself.
    if (!original.contains("partialCancelUri") && !original.contains(BASE)) {
      assertThat(withoutServers(whole)).isEqualTo(withoutServers(original));
    }
  }

  private static String changed(List<ByteBuffer> pieces) {
    var scanner = new UriScanner(CLUSTER, BASE.getBytes(UTF_8), NAMED_BASE.getBytes(UTF_8));
    var out = new ByteArrayOutputStream();
    for (ByteBuffer piece : pieces) {
      take(scanner.edit(piece.duplicate()), out);
    }
    take(scanner.end(), out);
    return out.toString(ISO_8859_1);
  }

  private static void take(ByteBuffer bytes, ByteArrayOutputStream out) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    out.writeBytes(copy);
  }

  /** What is left when the broker's address and the cluster's are taken out everywhere. */
  private static String withoutServers(String page) {
    return page.replace(NAMED_BASE, "")
        .replace(BASE, "")
        .replaceAll("(?i)https?://trino-1:8080", "");
  }
}
