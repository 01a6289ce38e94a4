package io.sluice.broker.query;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query id is found where a plain regular expression finds it, and nowhere else. */
final class QueryIdFuzzTest {
  private static final Pattern ID =
      Pattern.compile("(?<![0-9a-z])[0-9]{8}_[0-9]+_[0-9]+_[0-9a-z]{5}(?![0-9a-z])");

  @FuzzTest(maxDuration = "2m")
  void find_agreesWithARegularExpression(byte[] bytes) {
    String uri = new String(bytes, ISO_8859_1);
    Matcher matcher = ID.matcher(uri);

    assertThat(QueryId.find(uri).map(QueryId::value).orElse("none"))
        .isEqualTo(matcher.find() ? matcher.group() : "none");
  }
}
