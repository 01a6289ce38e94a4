package io.sluice.broker.followup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PageWatchTest {
  private static final String START =
      "{\"id\":\"20261123_043359_00000_e9qzz\","
          + "\"infoUri\":\"http://broker:8080/ui#/queries/20261123_043359_00000_e9qzz\",";
  private static final String NEXT =
      "\"nextUri\":\"http://broker:8080/v1/statement/executing/20261123_043359_00000_e9qzz/y8c/1\",";
  private static final String COLUMNS =
      "\"columns\":[{\"name\":\"x\",\"type\":\"integer\",\"typeSignature\":{\"rawType\":\"integer\","
          + "\"arguments\":[]}}],";
  private static final String FINISHED =
      "\"stats\":{\"state\":\"FINISHED\",\"queued\":false,\"progressPercentage\":100.0,"
          + "\"cpuTimeMillis\":9,\"elapsedTimeMillis\":1195,\"processedRows\":6000,"
          + "\"processedBytes\":123456789012,\"peakMemoryBytes\":160,"
          + "\"rootStage\":{\"stageId\":\"0\",\"state\":\"RUNNING\",\"processedRows\":1}},"
          + "\"warnings\":[]}";
  private static final String LAST = START + COLUMNS + FINISHED;
  private static final String FAILED =
      START
          + "\"stats\":{\"state\":\"FAILED\",\"cpuTimeMillis\":0},"
          + "\"error\":{\"message\":\"line 1:1: mismatched input 'selec'\",\"errorCode\":1,"
          + "\"errorName\":\"SYNTAX_ERROR\",\"errorType\":\"USER_ERROR\","
          + "\"failureInfo\":{\"type\":\"x\",\"errorName\":\"inner\",\"stack\":[\"%s\"]}},"
          + "\"warnings\":[]}";

  private static byte[] gzip(byte[] plain) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(packed)) {
      zip.write(plain);
    }
    return packed.toByteArray();
  }

  /** A watch that has seen a page pass in pieces of one size. */
  private static PageWatch seen(String page, boolean packed, int piece) throws IOException {
    byte[] plain = page.getBytes(UTF_8);
    byte[] bytes = packed ? gzip(plain) : plain;
    var watch = new PageWatch(packed);
    for (int at = 0; at < bytes.length; at += piece) {
      watch.see(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
    }
    return watch;
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 7", "false, 65536", "true, 1", "true, 13", "true, 65536"})
  void lastPage_isRead_howeverItComes(boolean packed, int piece) throws IOException {
    PageWatch watch = seen(LAST, packed, piece);

    assertThat(watch.mayBeLast()).isTrue();
    LastPage last = watch.lastPage().orElseThrow();
    assertThat(last.state()).isEqualTo("FINISHED");
    assertThat(last.cpuMillis()).hasValue(9);
    assertThat(last.elapsedMillis()).hasValue(1195);
    assertThat(last.rows()).hasValue(6000);
    assertThat(last.bytes()).hasValue(123_456_789_012L);
    assertThat(last.peakMemoryBytes()).hasValue(160);
    assertThat(last.errorName()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 65536", "true, 1", "true, 65536"})
  void failedPage_withALongStack_tellsTheError(boolean packed, int piece) throws IOException {
    var noise = new byte[6000];
    new Random(1).nextBytes(noise);

    LastPage last =
        seen(FAILED.formatted(HexFormat.of().formatHex(noise)), packed, piece)
            .lastPage()
            .orElseThrow();

    assertThat(last.state()).isEqualTo("FAILED");
    assertThat(last.errorCode()).hasValue(1);
    assertThat(last.errorName()).contains("SYNTAX_ERROR");
    assertThat(last.errorType()).contains("USER_ERROR");
  }

  @Test
  void lastPage_whoseBeginningHardlyCompresses_isReadAllTheSame() throws IOException {
    var noise = new byte[20_000];
    new Random(2).nextBytes(noise);
    var letters = new StringBuilder();
    for (byte b : noise) {
      letters.append((char) (' ' + 3 + (b & 0x7f) % 56));
    }
    String page =
        START
            + "\"columns\":[{\"name\":\""
            + letters.toString().replace("\\", "")
            + "\"}],"
            + FINISHED;

    for (int piece : new int[] {1, 100, 2048, 2100, 5000}) {
      assertThat(seen(page, true, piece).lastPage()).as("pieces of %d", piece).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 65536", "true, 65536"})
  void pageWithANextUri_isNotTheLast(boolean packed, int piece) throws IOException {
    String page = START + NEXT + COLUMNS + "\"data\":[[1],[2]]," + FINISHED;

    assertThat(seen(page, packed, piece).lastPage()).isEmpty();
  }

  @Test
  void pageWithANextUri_isForgottenFromItsFirstBytes() throws IOException {
    assertThat(seen(START + NEXT + COLUMNS, false, 65536).mayBeLast()).isFalse();
    String large =
        START + NEXT + COLUMNS + "\"data\":[\"" + "z".repeat(5_000_000) + "\"]," + FINISHED;
    assertThat(seen(large, true, 1000).mayBeLast()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "false, 65536", "true, 65536"})
  void nextUriInsideTheData_isNoNextUri(boolean packed, int piece) throws IOException {
    String page =
        START
            + COLUMNS
            + "\"data\":[[\"{\\\"nextUri\\\":1}\"],[{\"nextUri\":\"http://x\"}]],"
            + FINISHED;

    assertThat(seen(page, packed, piece).lastPage()).isPresent();
  }

  @Test
  void prestosLastPage_withData_isRead() throws IOException {
    String page =
        "{\"id\":\"20261123_043407_00000_6fzqd\",\"infoUri\":\"http://b/ui/query.html?q\","
            + "\"columns\":[{\"name\":\"result\",\"type\":\"boolean\"}],\"data\":[[true]],"
            + "\"stats\":{\"state\":\"FINISHED\",\"waitingForPrerequisites\":false,"
            + "\"cpuTimeMillis\":1,\"runtimeStats\":{\"a\":{\"name\":\"a\",\"sum\":52205735}}},"
            + "\"warnings\":[],\"updateType\":\"SET SESSION\",\"updateCount\":0}";

    assertThat(seen(page, false, 65536).lastPage().map(LastPage::state)).contains("FINISHED");
  }

  @ParameterizedTest
  @CsvSource({"false, 1000", "false, 32768", "false, 3000000", "true, 1000", "true, 3000000"})
  void lastPageOfManyRows_tellsByItsEnd(boolean packed, int piece) throws IOException {
    String rows =
        "[1,{\"stats\":{\"state\":\"NONE\"}},\"\\\"stats\\\":{\\\"state\\\":\"],".repeat(40_000);
    String page = START + COLUMNS + "\"data\":[" + rows + "[]]," + FINISHED;

    PageWatch watch = seen(page, packed, piece);

    assertThat(watch.queued()).isFalse();
    assertThat(watch.lastPage())
        .hasValueSatisfying(last -> {
          assertThat(last.state()).isEqualTo("FINISHED");
          assertThat(last.rows()).hasValue(6000);
          assertThat(last.bytes()).hasValue(123456789012L);
        });
  }

  @Test
  void errorBehindManyRows_isTold() throws IOException {
    String page =
        START
            + COLUMNS
            + "\"data\":[[\""
            + "z".repeat(300_000)
            + "\"]],"
            + FAILED.substring(START.length());

    assertThat(seen(page, false, 32768).lastPage())
        .hasValueSatisfying(last -> assertThat(last.errorName()).contains("SYNTAX_ERROR"));
  }

  @Test
  void statisticsFarFromTheEnd_tellNothing() throws IOException {
    String page =
        START
            + FINISHED.replace("\"warnings\":[]", "\"warnings\":[\"" + "z".repeat(500_000) + "\"]");

    assertThat(seen(page, false, 65536).lastPage()).isEmpty();
  }

  @Test
  void largeCompressedPage_thatIsNotTheLast_isForgottenSoon() throws IOException {
    var random = new Random(1);
    byte[] noise = new byte[60_000];
    random.nextBytes(noise);
    String page =
        START
            + NEXT
            + COLUMNS
            + "\"data\":[[\""
            + HexFormat.of().formatHex(noise)
            + "\"]],"
            + FINISHED;

    assertThat(seen(page, true, 1000).mayBeLast()).isFalse();
  }

  @Test
  void whatIsNoPage_tellsNothing() throws IOException {
    assertThat(seen("[1,2]", false, 100).lastPage()).isEmpty();
    assertThat(seen("{}", false, 100).lastPage()).isEmpty();
    assertThat(new PageWatch(false).mayBeLast()).isFalse();
  }

  @Test
  void see_leavesTheBufferAsItWas() {
    ByteBuffer bytes = ByteBuffer.wrap(LAST.getBytes(UTF_8));
    int before = bytes.remaining();

    new PageWatch(false).see(bytes);

    assertThat(bytes.remaining()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "QUEUED, true, false, 65536",
    "QUEUED, true, false, 1",
    "QUEUED, true, false, 7",
    "WAITING_FOR_RESOURCES, true, false, 3",
    "RUNNING, false, false, 1",
    "WAITING_FOR_PREREQUISITES, true, false, 65536",
    "WAITING_FOR_RESOURCES, true, false, 65536",
    "QUEUED, true, true, 65536",
    "QUEUED, true, true, 7",
    "RUNNING, false, false, 65536",
    "RUNNING, false, true, 65536",
    "FINISHING, false, false, 65536"
  })
  void pageWithoutData_tellsWhetherItsQueryWaits(
      String state, boolean waits, boolean packed, int piece) throws IOException {
    String page = START + NEXT + "\"stats\":{\"state\":\"" + state + "\",\"queued\":true},\"x\":1}";

    PageWatch watch = seen(page, packed, piece);

    assertThat(watch.lastPage()).isEmpty();
    assertThat(watch.queued()).isEqualTo(waits);
  }

  @Test
  void pageWithData_isOfAQueryThatRuns() throws IOException {
    String page = START + NEXT + COLUMNS + "\"data\":[[\"\\\"stats\\\":{\"]]," + FINISHED;

    assertThat(seen(page, false, 65536).queued()).isFalse();
    assertThat(seen(page, true, 65536).queued()).isFalse();
  }
}
