package io.sluice.broker.spooling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SegmentIdsTest {
  private static final String PAGE =
      """
      {"id":"q","nextUri":"http://b/v1/statement/executing/q/y1/1","columns":[{"name":"a\\"uri\\":\\"\
      /v1/spooled/download/fake\\""}],"data":{"encoding":"json","segments":[{"type":"inline",\
      "data":"cmk6Ii92MS9zcG9vbGVkLw/v1/spooled/download/x"},{"type":"spooled",\
      "uri":"https://b:1/v1/v1/spooled/download/aB-_=","ackUri":"https://b:1/v1/spooled/ack/Cd=",\
      "metadata":{}},{"type":"spooled","uri":"https://storage/elsewhere?signed=1",\
      "ackUri":"http://b/clusters/a/v1/spooled/ack/e?f"}]}}\
      """;

  private static List<Long> found(int pieceBytes) {
    var found = new ArrayList<Long>();
    var ids = new SegmentIds(found::add);
    byte[] page = PAGE.getBytes(UTF_8);
    for (int at = 0; at < page.length; at += pieceBytes) {
      ids.see(ByteBuffer.wrap(page, at, Math.min(pieceBytes, page.length - at)));
    }
    return found;
  }

  private static Long digest(String path) {
    return SegmentIds.digestOf(path).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
  void uris_areFound_howeverThePageIsCut(int pieceBytes) {
    assertThat(found(pieceBytes))
        .containsExactly(
            digest("/v1/spooled/download/aB-_="),
            digest("/v1/spooled/ack/Cd="),
            digest("/v1/spooled/ack/e"));
  }

  @Test
  void digest_dependsOnTheIdOnly() {
    assertThat(digest("/v1/spooled/download/aB"))
        .isEqualTo(digest("/v1/spooled/ack/aB"))
        .isNotEqualTo(digest("/v1/spooled/ack/ab"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/spooled/", "/v1/spooled/download", "/v1/spooled/download/", "/v1/info"})
  void path_withoutAnId_hasNoDigest(String path) {
    assertThat(SegmentIds.digestOf(path)).isEmpty();
  }
}
