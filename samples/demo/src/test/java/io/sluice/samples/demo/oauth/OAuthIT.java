package io.sluice.samples.demo.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clients' own logins: a client prints where to log in, a browser goes there and to the
 * identity provider and back, and the client gets its token; each connection through the other one
 * of two brokers.
 */
@ExtendWith(SecureFleet.Shared.class)
@Timeout(300)
final class OAuthIT {
  private static final Pattern LOGIN =
      Pattern.compile("https://\\S+/oauth2/token/initiate/\\p{XDigit}+");

  /** Who asks, and whom. */
  private static final String QUESTION =
      "SELECT current_user || ' at ' || node_id FROM system.runtime.nodes";

  private final SecureFleet fleet;
  @TempDir private Path folder;

  OAuthIT(SecureFleet fleet) {
    this.fleet = fleet;
  }

  private static String answerOf(String source) {
    return "%s at trino-%s".formatted(IdentityProvider.USER, source);
  }

  private void logIn(String printed) throws IOException, InterruptedException {
    Matcher login = LOGIN.matcher(printed);
    assertThat(login.find()).as(printed).isTrue();
    String page = new Browser(folder.resolve("browser")).open(URI.create(login.group()));
    assertThat(page).contains("OAuth2 authentication succeeded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void trinoCli_logsIn(String source) throws Exception {
    var command = new ArrayList<>(fleet.programs().trinoCli());
    command.addAll(
        List.of(
            "--server",
            fleet.front().toString(),
            "--insecure",
            "--external-authentication",
            "--external-authentication-redirect-handler",
            "PRINT",
            "--user",
            IdentityProvider.USER,
            "--source",
            source,
            "--output-format",
            "CSV_UNQUOTED",
            "--execute",
            QUESTION));
    Process cli = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader output = cli.inputReader(UTF_8)) {
      var printed = new StringBuilder();
      while (!LOGIN.matcher(printed).find()) {
        String line = output.readLine();
        assertThat(line).as("the login, after: " + printed).isNotNull();
        printed.append(line).append('\n');
      }
      logIn(printed.toString());

      assertThat(output.readAllAsString()).contains(answerOf(source));
    } finally {
      cli.destroyForcibly();
    }
  }

  @Test
  void browser_logsInAtTheUiOfACluster_andIsKnownThere() throws Exception {
    var browser = new Browser(folder.resolve("visitor"));
    URI ui = fleet.front().resolve("/clusters/trino-b/ui/");

    browser.open(ui);

    assertThat(browser.open(ui.resolve("api/stats"))).contains("runningQueries");
    assertThat(browser.open(fleet.front().resolve("/clusters/trino-a/ui/api/stats")))
        .doesNotContain("runningQueries");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void trinoJdbc_logsIn(String source) throws Exception {
    var properties = new Properties();
    properties.setProperty("SSL", "true");
    properties.setProperty("SSLVerification", "NONE");
    properties.setProperty("externalAuthentication", "true");
    properties.setProperty("externalAuthenticationRedirectHandlers", "PRINT");
    properties.setProperty("source", source);
    PrintStream usual = System.out;
    var printed = new Printed();
    System.setOut(new PrintStream(printed, true, UTF_8));
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(() -> ask(properties), Thread.ofVirtual()::start);
    try {
      logIn(printed.until(LOGIN));

      assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(answerOf(source));
    } finally {
      System.setOut(usual);
    }
  }

  private String ask(Properties properties) {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:trino://" + fleet.front().getAuthority(), properties);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUESTION)) {
      return rows.next() ? rows.getString(1) : "nothing";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a driver prints, for those who wait for it. */
  private static final class Printed extends ByteArrayOutputStream {
    private Pattern wanted = Pattern.compile("\\z.");
    private final CompletableFuture<String> found = new CompletableFuture<>();

    String until(Pattern pattern) throws Exception {
      synchronized (this) {
        wanted = pattern;
        look();
      }
      return found.get(60, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      look();
    }

    private void look() {
      if (wanted.matcher(toString(UTF_8)).find()) {
        found.complete(toString(UTF_8));
      }
    }
  }
}
