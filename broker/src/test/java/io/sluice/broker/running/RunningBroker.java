package io.sluice.broker.running;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.Addresses;
import io.sluice.broker.Broker;
import io.sluice.broker.Main;
import io.sluice.broker.Vitals;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.config.ClustersConfig;
import io.sluice.broker.config.ConfigReader;
import io.sluice.broker.config.ConfigReading;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A broker of the real graph, on free ports, with rules and data in a folder of the test's. */
public final class RunningBroker implements AutoCloseable {
  private final Path folder;
  private final Broker broker;
  private final boolean secure;

  private RunningBroker(Path folder, Broker broker, boolean secure) {
    this.folder = folder;
    this.broker = broker;
    this.secure = secure;
  }

  /** A stand-in and the group it serves. */
  record Member(String group, StandInCluster cluster) {}

  static Member in(String group, StandInCluster cluster) {
    return new Member(group, cluster);
  }

  /** Starts a broker; {@code settings} is YAML that is put before groups and clusters. */
  static RunningBroker start(Path folder, String settings, String rules, Member... members)
      throws IOException {
    writeRules(folder, rules);
    return restart(folder, settings, members);
  }

  /** Starts a broker; {@code ruleSettings} is put behind the other keys of {@code rules}. */
  static RunningBroker start(
      Path folder, String settings, String ruleSettings, String rules, Member... members)
      throws IOException {
    writeRules(folder, rules);
    String yaml = yaml(settings, EvaluationLimits.DEFAULT.budget(), List.of(members));
    return start(folder, yaml.replaceFirst("budget: \\w+", "$0" + ruleSettings));
  }

  /** Starts a broker whose rules may take that long; on a busy machine any may take a while. */
  static RunningBroker start(Path folder, Duration budget, String rules, Member... members)
      throws IOException {
    writeRules(folder, rules);
    return start(folder, yaml("", budget, List.of(members)));
  }

  /** Starts a broker without rules whose clusters are changed from what the file could say. */
  static RunningBroker start(Path folder, UnaryOperator<ClusterSpec> change, Member... members)
      throws IOException {
    writeRules(folder, "");
    BrokerConfig config =
        config(folder, yaml("", EvaluationLimits.DEFAULT.budget(), List.of(members)));
    return start(
        folder,
        new BrokerConfig(
            config.file(),
            config.front(),
            config.admin(),
            config.rules(),
            config.sql(),
            config.store(),
            config.health(),
            config.groups(),
            new ClustersConfig(
                config.fleet().source(), config.clusters().stream().map(change).toList()),
            config.userGroups(),
            config.location()));
  }

  /** Starts a broker on what an earlier one has left in the folder. */
  static RunningBroker restart(Path folder, String settings, Member... members) throws IOException {
    return start(folder, yaml(settings, EvaluationLimits.DEFAULT.budget(), List.of(members)));
  }

  /** The same with rule files that are changed over REST. */
  static RunningBroker restartWritable(Path folder, String settings, Member... members)
      throws IOException {
    String yaml = yaml(settings, Duration.ofSeconds(2), List.of(members));
    return start(
        folder, yaml.replace("rules: { directory:", "rules: { writable: true, directory:"));
  }

  private static void writeRules(Path folder, String rules) throws IOException {
    Path ruleFolder = Files.createDirectories(folder.resolve("rules"));
    Files.writeString(ruleFolder.resolve("rules.drl"), rules);
  }

  /** Starts a broker of a configuration file. */
  public static RunningBroker start(Path file) throws IOException {
    return start(
        Objects.requireNonNull(file.getParent()), config(new ConfigReader(Map.of(), 2).read(file)));
  }

  private static RunningBroker start(Path folder, String yaml) throws IOException {
    return start(folder, config(folder, yaml));
  }

  private static BrokerConfig config(Path folder, String yaml) {
    return config(new ConfigReader(Map.of(), 2).parse(yaml, "test.yaml", folder));
  }

  private static BrokerConfig config(ConfigReading reading) {
    if (!(reading instanceof ConfigReading.Valid valid)) {
      throw new IllegalArgumentException(reading.toString());
    }
    return valid.config();
  }

  private static RunningBroker start(Path folder, BrokerConfig config) throws IOException {
    Broker broker = Main.broker(config);
    broker.start();
    return new RunningBroker(folder, broker, config.front().tls().isPresent());
  }

  private static String yaml(String settings, Duration budget, List<Member> members) {
    String clusters =
        members.stream()
            .map(member ->
                "  - { name: %s, group: %s, url: \"%s\", dialect: %s }"
                    .formatted(
                        member.cluster().name(),
                        member.group(),
                        member.cluster().url(),
                        member.cluster().dialect().name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining("\n"));
    boolean saysFront = settings.contains("front:");
    boolean saysHealth = settings.contains("health:");
    boolean saysStore = settings.contains("store:");
    return """
    %s
    %s
    admin: { port: 0 }
    rules: { directory: rules, defaultGroup: %s, budget: %s }
    %s
    %s
    clusters:
    %s
    """
        .formatted(
            settings,
            saysFront ? "" : "front: { host: 127.0.0.1, port: 0 }",
            members.getFirst().group(),
            budget.toMillis() + "ms",
            saysStore
                ? ""
                : "store: { url: \"jdbc:h2:file:./data/sluice\", journal: { directory: data/journal } }",
            saysHealth ? "" : "health: { interval: 200ms, timeout: 1s }",
            clusters);
  }

  Vitals vitals() {
    return broker.vitals();
  }

  /** Looks until what the broker holds is as wanted, or for 20 s; gives what it held last. */
  Vitals await(Predicate<Vitals> wanted) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Vitals vitals = vitals();
    while (!wanted.test(vitals) && System.nanoTime() < end) {
      breathe();
      vitals = vitals();
    }
    return vitals;
  }

  /** Gives the broker a moment: it has to answer on its other port first. */
  private void breathe() {
    try (InputStream answer = admin().resolve("/health/live").toURL().openStream()) {
      answer.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI front() {
    return URI.create((secure ? "https://" : "http://") + Addresses.text(broker.frontAddress()));
  }

  URI admin() {
    return URI.create("http://" + Addresses.text(broker.adminAddress()));
  }

  void writeRules(String file, String text) throws IOException {
    Files.writeString(folder.resolve("rules").resolve(file), text);
  }

  void deleteRules(String file) throws IOException {
    Files.delete(folder.resolve("rules").resolve(file));
  }

  @Override
  public void close() {
    broker.close();
  }

  static void closeAll(AutoCloseable... closeables) {
    Arrays.stream(closeables)
        .forEach(closeable -> {
          try {
            closeable.close();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
