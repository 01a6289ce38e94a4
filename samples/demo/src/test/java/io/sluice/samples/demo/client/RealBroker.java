package io.sluice.samples.demo.client;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.DemoConfiguration;
import io.sluice.samples.demo.LocalBroker;
import io.sluice.samples.demo.QuickstartRules;
import io.sluice.samples.demo.disk.FolderTree;
import io.sluice.samples.demo.fleet.DemoFleet;
import io.sluice.samples.demo.fleet.Member;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** The demo's broker before the real fleet, with the quickstart rules and those of tests. */
public final class RealBroker implements AutoCloseable {
  /** What the rules say to a statement that has {@link #REFUSED} in it. */
  static final String REFUSAL = "Ask \"#data\" first: 100 % of äöü are refused; it's the rule";

  static final String REFUSED = "please refuse";
  static final int PRIORITY = 42;

  private static final String RULES =
      """
      rule "Refuses for tests" salience 900 when Sql(text contains "%s") then
        decision.reject("%s");
      end
      rule "Priority for tests" when Sql(type == "SHOW_SESSION") Query(user != "kit") then
        decision.priority(%d);
      end
      rule "Trino for the kit" salience 950 when Query(user == "kit", dialect == "TRINO") then
        decision.pin("trino-1");
      end
      rule "Presto for the kit" salience 950 when Query(user == "kit", dialect == "PRESTO") then
        decision.pin("presto-1");
      end
      """
          .formatted(REFUSED, REFUSAL.replace("\"", "\\\""), PRIORITY);

  /** A machine that is busy with tests answers late; no test of this broker is about that. */
  private static final String PATIENCE = "health: { interval: 5s, timeout: 4s, failures: 10 }\n";

  private final LocalBroker broker;
  private final Path folder;
  private final DemoFleet fleet;

  private RealBroker(LocalBroker broker, Path folder, DemoFleet fleet) {
    this.broker = broker;
    this.folder = folder;
    this.fleet = fleet;
  }

  static RealBroker start(DemoFleet fleet) throws IOException {
    Path folder = Files.createTempDirectory("sluice-real-broker-");
    QuickstartRules.copyTo(folder.resolve("rules"));
    Files.writeString(folder.resolve("rules").resolve("tests.drl"), RULES);
    var configuration = new DemoConfiguration(0, 0, ZoneId.of("UTC"), fleet.members());
    Path file = Files.writeString(folder.resolve("sluice.yaml"), configuration.yaml() + PATIENCE);
    return new RealBroker(LocalBroker.start(file), folder, fleet);
  }

  URI front() {
    return broker.front();
  }

  URI admin() {
    return broker.admin();
  }

  /**
   * The broker for both dialects; behind it the first engine of each, where analysts' work goes.
   */
  public Endpoints endpoints() {
    Map<Dialect, URI> direct = new HashMap<>();
    for (Member member : fleet.members()) {
      direct.putIfAbsent(member.dialect(), member.url());
    }
    return new Endpoints(
        Map.of(Dialect.TRINO, broker.front(), Dialect.PRESTO, broker.front()), direct);
  }

  @Override
  public void close() throws IOException {
    broker.close();
    FolderTree.delete(folder);
  }
}
