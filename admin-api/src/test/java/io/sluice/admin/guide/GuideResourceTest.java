package io.sluice.admin.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.trial.Answer;
import io.sluice.admin.trial.TrialServer;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GuideResourceTest {
  private final TrialServer server = new TrialServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void landingPage_linksToWhatAnswers() {
    Answer page = server.get("/");

    assertThat(page.header("content-type")).isEqualTo("text/html;charset=utf-8");
    List<String> links =
        Pattern.compile("href=\"([^\"]+)\"")
            .matcher(page.body())
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(links).hasSizeGreaterThan(6).allMatch(link -> server.get(link).status() == 200);
  }

  @Test
  void landingPage_namesEveryListOfTheDocument() {
    String page = server.get("/").body();

    server.get("/api/v1/openapi.json").json().path("paths").properties().stream()
        .filter(path -> path.getValue().has("get") && !path.getKey().contains("{"))
        .forEach(path -> assertThat(page).contains(path.getKey()));
  }

  @Test
  void openApi_isServedAsJson() {
    Answer document = server.get("/api/v1/openapi.json");

    assertThat(document.header("content-type")).isEqualTo("application/json");
    assertThat(document.json().path("openapi").textValue()).isEqualTo("3.1.0");
  }
}
