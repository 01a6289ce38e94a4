package io.sluice.admin.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.TrialServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceResourceTest {
  private static final String FILES = "/api/v1/rules/files";
  private static final String BASE = FILES + "/base.drl";

  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  private Answer put(String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path)).PUT(BodyPublishers.ofByteArray(body));
    return server.send((headers.length == 0 ? request : request.headers(headers)).build());
  }

  private Answer put(String path, String body, String... headers) {
    return put(path, body.getBytes(UTF_8), headers);
  }

  private String etag(String path) {
    return server.get(path).header("etag");
  }

  @Test
  void list_namesTheFilesWithTheirTags() {
    Answer list = server.get(FILES);

    assertThat(list.json().path("writable").booleanValue()).isTrue();
    assertThat(list.json().at("/files/0/name").textValue()).isEqualTo("base.drl");
    assertThat("\"" + list.json().at("/files/0/etag").textValue() + "\"").isEqualTo(etag(BASE));
    assertThat(list.json().at("/files/1/binary").booleanValue()).isTrue();
    assertThat(list.json().at("/files/1/bytes").intValue()).isEqualTo(2);
  }

  @Test
  void read_givesTheContentAsItIs() {
    Answer text = server.get(BASE);

    assertThat(text.body()).isEqualTo("rule \"one\" when then end\n");
    assertThat(text.header("content-type")).startsWith("text/plain");
    assertThat(server.get(FILES + "/t.xlsx").header("content-type"))
        .isEqualTo("application/octet-stream");
    assertThat(server.get(FILES + "/none.drl").status()).isEqualTo(404);
  }

  @Test
  void put_ofANewFile_createsIt_alsoInAFolder() {
    Answer created = put(FILES + "/teams/night%201.drl", "rule ä", "If-None-Match", "*");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("location")).endsWith("/api/v1/rules/files/teams/night%201.drl");
    assertThat(created.json().path("sequence").longValue()).isEqualTo(2);
    assertThat(created.json().at("/warnings/0/message").textValue()).isEqualTo("have a look");
    Answer read = server.get(FILES + "/teams/night%201.drl");
    assertThat(read.body()).isEqualTo("rule ä");
    assertThat(read.header("etag")).isEqualTo(created.header("etag"));
  }

  @Test
  void put_forTheFileAsItIs_replacesIt_andNotASecondTime() {
    String etag = etag(BASE);

    Answer replaced = put(BASE + "?why=a+reason", "two", "If-Match", etag, "X-Sluice-User", "ann");
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(server.sources.authors()).endsWith("ann: a reason");
    Answer stale = put(BASE, "three", "If-Match", etag);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.body()).contains(etag(BASE).replace("\"", ""));
    assertThat(server.get(BASE).body()).isEqualTo("two");
  }

  @Test
  void put_ofAFileThatIsThere_asANewOne_isStale() {
    assertThat(put(BASE, "two", "If-None-Match", "*").status()).isEqualTo(412);
  }

  @Test
  void put_ofAFileThatIsNotThere_asAChange_isNotFound() {
    assertThat(put(FILES + "/new.drl", "two", "If-Match", "*").status()).isEqualTo(404);
  }

  @Test
  void change_withoutAPrecondition_isRefused() {
    assertThat(put(BASE, "two").status()).isEqualTo(428);
    assertThat(server.send("DELETE", BASE).status()).isEqualTo(428);
    assertThat(put(BASE, "two", "If-None-Match", "\"x\"").error("If-None-Match"))
        .contains("expected: *");
    assertThat(server.get(BASE).body()).startsWith("rule");
  }

  @Test
  void put_ofRulesThatCantBeUsed_namesEachMistakeWithItsPlace() {
    Answer refused = put(BASE, "broken", "If-Match", "*");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.error("base.drl:3:10")).isEqualTo("no such field");
  }

  @Test
  void put_ofTextThatIsNoUtf8_isInvalid_butASheetMayBeAnything() {
    byte[] latin = {'Z', (byte) 0xfc};

    assertThat(put(BASE, latin, "If-Match", "*").error("body")).contains("no UTF-8");
    assertThat(put(FILES + "/t.xlsx", latin, "If-Match", "*").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.txt",
        ".hidden.drl",
        "x/.git/a.drl",
        "%2e%2e/a.drl",
        "x/%2e%2e/%2e%2e/a.drl",
        "x//a.drl",
        "a%5Cb.drl",
        "a%00.drl",
        "a%0A.drl",
        "%2Fetc/a.drl",
        "1/2/3/4/5/6/7/8/a.drl",
        "x%20/a.drl",
        "C:a.drl"
      })
  void put_underANameThatNoRuleFileMayHave_isRefused(String name) {
    Answer refused = put(FILES + "/" + name, "x", "If-None-Match", "*");

    assertThat(refused.status()).isIn(400, 404);
    assertThat(server.sources.authors()).hasSize(1);
  }

  @Test
  void delete_takesTheFileOut() {
    Answer gone = server.send("DELETE", BASE, "If-Match", etag(BASE));

    assertThat(gone.status()).isEqualTo(200);
    assertThat(server.get(BASE).status()).isEqualTo(404);
    assertThat(server.send("DELETE", BASE, "If-Match", "*").status()).isEqualTo(404);
    assertThat(server.sources.authors()).endsWith("anonymous: ");
  }

  @Test
  void change_whereFilesAreNotWritable_saysTheWayOut_andReadingGoesOn() {
    server.sources.writable(false);

    Answer refused = put(BASE, "two", "If-Match", "*");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("rules.writable").contains("rules directory");
    assertThat(server.send("DELETE", BASE, "If-Match", "*").status()).isEqualTo(403);
    assertThat(server.get(BASE).status()).isEqualTo(200);
    assertThat(server.get(FILES).json().path("writable").booleanValue()).isFalse();
  }

  @Test
  void put_byAPageOfAnotherOrigin_isRefused() {
    assertThat(put(BASE, "two", "If-Match", "*", "Origin", "http://evil.example").status())
        .isEqualTo(403);
  }
}
