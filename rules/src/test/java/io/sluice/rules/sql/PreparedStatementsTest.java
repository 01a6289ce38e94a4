package io.sluice.rules.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdCompressor;
import io.sluice.rules.fact.Sql;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedStatementsTest {
  private static byte[] zstd(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    var compressor = new ZstdCompressor();
    byte[] frame = new byte[compressor.maxCompressedLength(plain.length)];
    int length = compressor.compress(plain, 0, plain.length, frame, 0, frame.length);
    return Arrays.copyOf(frame, length);
  }

  /** As Trino writes it into the header. */
  private static String compressed(byte[] frame) {
    return urlEncoded("$zstd:" + Base64.getUrlEncoder().encodeToString(frame));
  }

  private static String urlEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static PreparedStatements ofHeader(String... values) {
    return PreparedStatements.ofHeaders(List.of(values));
  }

  @Test
  void header_isUrlDecoded() {
    assertThat(ofHeader("p1=SELECT+*%0AFROM+t+WHERE+a+%3D+%3F").text("p1"))
        .contains("SELECT *\nFROM t WHERE a = ?");
  }

  @Test
  void entries_areSeparatedByCommasAndHeaders() {
    PreparedStatements prepared = ofHeader("a=SELECT+1, b=SELECT+2", "c%20d=SELECT+3");

    assertThat(prepared.text("a")).contains("SELECT 1");
    assertThat(prepared.text("b")).contains("SELECT 2");
    assertThat(prepared.text("c d")).contains("SELECT 3");
    assertThat(prepared.text("d")).isEmpty();
  }

  @Test
  void name_isCaseSensitive() {
    assertThat(ofHeader("p=SELECT+1").text("P")).isEmpty();
  }

  @Test
  void lastOfTwoWithOneName_counts() {
    assertThat(ofHeader("p=SELECT+1,p=SELECT+2").text("p")).contains("SELECT 2");
  }

  @Test
  void compressedStatement_isDecompressed() {
    String text = "SELECT 'größe 漢' FROM t WHERE a IN (" + "?, ".repeat(2_000) + "?)";

    assertThat(ofHeader("p=" + compressed(zstd(text)) + ",q=SELECT+1").text("p")).contains(text);
  }

  @Test
  void compressedStatementWithoutPadding_isDecompressed() {
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(zstd("SELECT 1"));

    assertThat(ofHeader("p=%24zstd%3A" + encoded).text("p")).contains("SELECT 1");
  }

  @Test
  void executeOfCompressedStatement_isAnalysed() {
    String text = "SELECT * FROM lake.raw.events WHERE id IN (" + "?, ".repeat(2_000) + "?)";
    PreparedStatements prepared = ofHeader("p=" + compressed(zstd(text)));

    Sql sql =
        new SqlAnalyzer(SqlLimits.DEFAULT)
            .analyze("EXECUTE p USING 1", new SqlContext("", "", prepared));

    assertThat(sql.type()).isEqualTo("SELECT");
    assertThat(sql.tables()).containsExactly("lake.raw.events");
    assertThat(sql.parsed()).isTrue();
  }

  @Test
  void statementLongerThanTheBound_isNotDecompressed() {
    String fits = "x".repeat(PreparedStatements.MAX_DECODED_BYTES);

    assertThat(ofHeader("p=" + compressed(zstd(fits))).text("p")).contains(fits);
    assertThat(ofHeader("p=" + compressed(zstd(fits + "x"))).text("p")).isEmpty();
  }

  @Test
  void damagedFrames_areNotPrepared() {
    byte[] frame = zstd("SELECT a, b, c FROM t WHERE a = 1 AND b = 2 AND c = 3 ".repeat(50));
    for (int i = 0; i < frame.length; i++) {
      byte[] shorter = Arrays.copyOf(frame, i);
      assertThat(ofHeader("p=" + compressed(shorter)).text("p")).isEmpty();
    }
    byte[] wrongMagic = frame.clone();
    wrongMagic[0]++;
    assertThat(ofHeader("p=" + compressed(wrongMagic)).text("p")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "=", "=SELECT+1", "p", "p,", "%zz=SELECT+1", ",,,", "p%3DSELECT+1"})
  void malformedEntries_areLeftOut(String header) {
    PreparedStatements prepared = ofHeader(header, "q=SELECT+2");

    assertThat(prepared.text("p")).isEmpty();
    assertThat(prepared.text("q")).contains("SELECT 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "%4",
        "%zz",
        "%24zstd%3A%%%",
        "%24zstd%3A!!!",
        "%24zstd%3A",
        "%24zstd%3AAAAA"
      })
  void malformedStatements_areNotPrepared(String value) {
    assertThat(ofHeader("p=" + value).text("p")).isEmpty();
  }

  @Test
  void plainTexts_areKept() {
    String text = "SELECT 'a,b=c%20+' FROM t";

    assertThat(PreparedStatements.of(Map.of("p", text)).text("p")).contains(text);
  }
}
