package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.running.RunningBroker.Member;
import io.sluice.samples.standin.StandInCluster;
import io.sluice.samples.standin.StandInDialect;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PrestoDB's PUT /v1/statement/{id}: a statement whose query's id the client has chosen. */
@Timeout(60)
final class GivenIdTest {
  private static final Pattern NEXT = Pattern.compile("\"nextUri\":\"([^\"]+)\"");

  private final List<StandInCluster> clusters =
      IntStream.rangeClosed(1, 3)
          .mapToObj(i ->
              StandInCluster.builder()
                  .name("presto-" + i)
                  .dialect(StandInDialect.PRESTO)
                  .build()
                  .start())
          .toList();
  private final HttpClient http = HttpClient.newHttpClient();
  private @TempDir Path folder;
  private Member[] members = {};
  private RunningBroker broker;

  @BeforeEach
  void start() throws IOException {
    members = clusters.stream().map(cluster -> in("adhoc", cluster)).toArray(Member[]::new);
    broker = RunningBroker.start(folder, "", "", members);
  }

  @AfterEach
  void stop() {
    http.close();
    broker.close();
    clusters.forEach(StandInCluster::close);
  }

  private String put(String id) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(broker.front().resolve("/v1/statement/" + id + "?slug=x0123"))
            .header("X-Presto-User", "ann")
            .PUT(ofString("SELECT 1 -- stand-in: rows=1"))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private String finished(String page) throws IOException, InterruptedException {
    String last = page;
    for (Matcher next = NEXT.matcher(page); next.find(); next = NEXT.matcher(last)) {
      HttpRequest poll = HttpRequest.newBuilder(URI.create(next.group(1))).build();
      last = http.send(poll, HttpResponse.BodyHandlers.ofString()).body();
    }
    return last;
  }

  /** As many clients would: neither date nor last part are those of any coordinator. */
  private static String id(int number) {
    return "20261123_000000_%05d_mine%d".formatted(number, number % 10);
  }

  private List<String> takers(String id) {
    return clusters.stream()
        .filter(cluster -> cluster.state(id).isPresent())
        .map(StandInCluster::name)
        .toList();
  }

  @Test
  void statement_isRoutedLikeAnyOther_andFollowed() throws Exception {
    var taken = new HashSet<String>();
    for (int i = 0; i < 9; i++) {
      assertThat(finished(put(id(i)))).contains("\"state\":\"FINISHED\"");

      assertThat(takers(id(i))).hasSize(1);
      taken.addAll(takers(id(i)));
    }
    assertThat(taken).hasSize(3);
  }

  @Test
  void sameIdAgain_goesToTheSameCluster_alsoAfterARestart() throws Exception {
    for (int i = 0; i < 6; i++) {
      put(id(i));
    }
    broker.close();
    broker = RunningBroker.restart(folder, "", members);
    for (int i = 0; i < 6; i++) {
      assertThat(finished(put(id(i)))).contains("\"state\":\"FINISHED\"");

      assertThat(takers(id(i))).hasSize(1);
    }
  }

  @Test
  void idThatIsNone_isNoPathOfTheBroker() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(broker.front().resolve("/v1/statement/mine?slug=x"))
            .PUT(ofString("SELECT 1"))
            .build();

    assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(404);
  }
}
