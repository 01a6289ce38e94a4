package io.sluice.samples.demo.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chromium without a window, driven as the W3C's WebDriver says: a process of chromedriver, and
 * JSON over HTTP. It reaches this machine only.
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern PORT = Pattern.compile("on port (\\d+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final URI session;

  private Browser(Process driver, URI address) throws IOException, InterruptedException {
    this.driver = driver;
    List<String> arguments =
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--no-proxy-server",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--window-size=1200,900");
    Map<String, Object> wanted =
        Map.of("browserName", "chrome", "goog:chromeOptions", Map.of("args", arguments));
    JsonNode made =
        call(
            "POST",
            address.resolve("/session"),
            Map.of("capabilities", Map.of("alwaysMatch", wanted)));
    this.session = address.resolve("/session/" + made.path("sessionId").asText() + "/");
  }

  static Browser start() throws IOException, InterruptedException {
    Process driver =
        new ProcessBuilder("chromedriver", "--port=0").redirectErrorStream(true).start();
    try {
      return new Browser(driver, URI.create("http://127.0.0.1:" + port(driver)));
    } catch (IOException | InterruptedException | RuntimeException e) {
      driver.destroy();
      throw e;
    }
  }

  /** It says which port it has found, once it listens. */
  private static String port(Process driver) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher said = PORT.matcher(line);
      if (line.contains("started successfully") && said.find()) {
        return said.group(1);
      }
    }
    throw new IOException("chromedriver: ended without listening");
  }

  private JsonNode call(String method, URI uri, Object body)
      throws IOException, InterruptedException {
    HttpRequest.BodyPublisher sent =
        method.equals("POST")
            ? BodyPublishers.ofString(JSON.writeValueAsString(body))
            : BodyPublishers.noBody();
    HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(PATIENCE).method(method, sent).build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("%s %s: %s".formatted(method, uri, answer.body()));
    }
    return JSON.readTree(answer.body()).path("value");
  }

  private JsonNode post(String command, Map<String, ?> body)
      throws IOException, InterruptedException {
    return call("POST", session.resolve(command), body);
  }

  private String get(String command) throws IOException, InterruptedException {
    return call("GET", session.resolve(command), Map.of()).asText();
  }

  void open(URI page) throws IOException, InterruptedException {
    post("url", Map.of("url", page.toString()));
  }

  /** Where it has come to. */
  String address() throws IOException, InterruptedException {
    return get("url");
  }

  /** The tab it is in; {@link #tab} comes back to it. */
  String tab() throws IOException, InterruptedException {
    return get("window");
  }

  void tab(String handle) throws IOException, InterruptedException {
    post("window", Map.of("handle", handle));
  }

  void newTab() throws IOException, InterruptedException {
    tab(post("window/new", Map.of("type", "tab")).path("handle").asText());
  }

  /** Types into the field that a selector finds, and sends its form. */
  void submit(String selector, String text) throws IOException, InterruptedException {
    JsonNode found = post("element", Map.of("using", "css selector", "value", selector));
    String field = found.elements().next().asText();
    post("element/" + field + "/value", Map.of("text", text + "\n"));
  }

  /** What a script returns. */
  String run(String script) throws IOException, InterruptedException {
    return post("execute/sync", Map.of("script", script, "args", List.of())).asText();
  }

  /** The page's text. */
  String text() throws IOException, InterruptedException {
    return run("return document.body === null ? '' : document.body.innerText");
  }

  /** Looks until the page's text is as wanted, or for a minute; gives what it was last. */
  String await(Predicate<String> wanted) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String text = text();
    while (!wanted.test(text) && System.nanoTime() < end) {
      // The page itself says when a moment has passed.
      post("execute/async", Map.of("script", "setTimeout(arguments[0], 100)", "args", List.of()));
      text = text();
    }
    return text;
  }

  @Override
  public void close() throws IOException {
    try {
      String path = session.getPath();
      call("DELETE", session.resolve(path.substring(0, path.length() - 1)), Map.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      driver.destroy();
      http.close();
    }
  }
}
