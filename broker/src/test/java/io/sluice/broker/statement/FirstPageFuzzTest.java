package io.sluice.broker.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.apache.hc.core5.http.message.BasicHttpResponse;

/** Whatever answers to a statement, reading its beginning ends in good order. */
final class FirstPageFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void anyBytes_areAPageOrNone(byte[] bytes) {
    var plain = new BasicHttpResponse(200);
    var packed = new BasicHttpResponse(200);
    packed.setHeader("Content-Encoding", "gzip");

    FirstPage page = FirstPage.of(plain, bytes);

    assertThat(FirstPage.of(packed, bytes)).isNotNull();
    assertThat(page).isEqualTo(FirstPage.of(plain, bytes));
    assertThat(FirstPage.of(new BasicHttpResponse(500), bytes).queryId()).isEmpty();
  }
}
