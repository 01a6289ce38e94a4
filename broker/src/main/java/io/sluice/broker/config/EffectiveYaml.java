package io.sluice.broker.config;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.Credentials;
import io.sluice.admin.cluster.MaintenanceWindow;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.group.GroupSpec;
import io.sluice.admin.group.Thresholds;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes a configuration as the YAML that it could have been read from, secrets masked. */
final class EffectiveYaml {
  private EffectiveYaml() {}

  static String of(BrokerConfig config) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setWidth(1000);
    options.setDereferenceAliases(true);
    var groups = new LinkedHashMap<String, Object>();
    config.groups().forEach(group -> groups.put(group.name().value(), group(group)));
    return new Yaml(options)
        .dump(
            mapping(
                "front", front(config.front()),
                "admin", mapping("host", config.admin().host(), "port", config.admin().port()),
                "rules", rules(config.rules()),
                "sql", sql(config.sql()),
                "store", store(config.store()),
                "health", health(config.health()),
                "groups", groups,
                "clusters", clusters(config.fleet()),
                "userGroups",
                    mapping("file", config.userGroups().file().map(Path::toString).orElse("")),
                "location", config.location()));
  }

  private static Map<String, Object> front(FrontConfig front) {
    return mapping(
        "host", front.host(),
        "port", front.port(),
        "tls", TlsLayout.effective(front.tls()),
        "maxStatementBytes", Quantity.ofSize(front.maxStatementBytes()),
        "maxHeaderBytes", Quantity.ofSize(front.maxHeaderBytes()),
        "headerMemory", Quantity.ofSize(front.headerMemory()),
        "transactionIdle", Quantity.ofDuration(front.transactionIdle()),
        "clientIdle", Quantity.ofDuration(front.clientIdle()),
        "headTimeout", Quantity.ofDuration(front.headTimeout()),
        "maxStreams", front.maxStreams(),
        "connectTimeout", Quantity.ofDuration(front.connectTimeout()),
        "responseTimeout", Quantity.ofDuration(front.responseTimeout()),
        "submitTimeout", Quantity.ofDuration(front.submitTimeout()),
        "submitAttempts", front.submitAttempts(),
        "resubmitMemory", Quantity.ofSize(front.resubmitMemory()),
        "queryListMemory", Quantity.ofSize(front.queryListMemory()),
        "spooledSegments", front.spooledSegments(),
        "drainTimeout", Quantity.ofDuration(front.drainTimeout()),
        "ioThreads", front.ioThreads(),
        "trustedProxies", front.trustedProxies().stream().map(AddressRange::toString).toList(),
        "externalUrl", front.externalUrl().map(URI::toString).orElse(""),
        "paths", front.paths().stream().map(PathsLayout::effective).toList());
  }

  private static Map<String, Object> rules(RulesConfig rules) {
    return mapping(
        "directory", rules.directory().toString(),
        "zone", rules.zone().getId(),
        "defaultGroup", rules.defaultGroup().value(),
        "budget", Quantity.ofDuration(rules.budget()),
        "maxFirings", rules.maxFirings(),
        "writable", rules.writable(),
        "allow", rules.allow(),
        "require", rules.required());
  }

  private static Map<String, Object> sql(SqlConfig sql) {
    return mapping(
        "maxParsedCharacters", sql.maxParsedCharacters(),
        "maxTokens", sql.maxTokens(),
        "maxDepth", sql.maxDepth(),
        "maxScannedCharacters", sql.maxScannedCharacters(),
        "analysisMemory", Quantity.ofSize(sql.analysisMemory()));
  }

  private static Map<String, Object> store(StoreConfig store) {
    JournalConfig journal = store.journal();
    return mapping(
        "url", Secrets.maskUrl(store.url()),
        "user", store.user(),
        "password", Secrets.mask(store.password()),
        "journal",
            mapping(
                "directory", journal.directory().toString(),
                "maxBytes", Quantity.ofSize(journal.maxBytes())));
  }

  private static Map<String, Object> health(HealthConfig health) {
    return mapping(
        "interval", Quantity.ofDuration(health.interval()),
        "timeout", Quantity.ofDuration(health.timeout()),
        "failures", health.failures(),
        "successes", health.successes(),
        "slowStart", Quantity.ofDuration(health.slowStart()));
  }

  private static Map<String, Object> group(GroupSpec group) {
    List<String> fallback = group.fallback().stream().map(Object::toString).toList();
    Thresholds thresholds = group.thresholds();
    return mapping(
        "select", group.selection(),
        "fallback", fallback,
        "maxQueued", orEmpty(thresholds.maxQueued()),
        "maxRunning", orEmpty(thresholds.maxRunning()),
        "maxCpu", thresholds.maxCpu().isPresent() ? thresholds.maxCpu().getAsDouble() : "");
  }

  private static Object orEmpty(OptionalInt number) {
    return number.isPresent() ? number.getAsInt() : "";
  }

  private static Map<String, Object> clusters(ClustersConfig clusters) {
    return mapping(
        "source", FleetLayout.word(clusters.source()),
        "list", clusters.list().stream().map(EffectiveYaml::cluster).toList());
  }

  private static Map<String, Object> cluster(ClusterSpec cluster) {
    Membership home = cluster.memberships().getFirst();
    var groups = new LinkedHashMap<String, Object>();
    cluster.memberships().forEach(it -> groups.put(it.group().value(), share(it)));
    return mapping(
        "name", cluster.name().value(),
        "group", home.group().value(),
        "weight", home.weight(),
        "priority", home.priority(),
        "groups", groups,
        "url", cluster.url().toString(),
        "dialect", cluster.dialect().map(FleetLayout::word).orElse(""),
        "location", cluster.location(),
        "labels", cluster.labels(),
        "capacity", cluster.capacity(),
        "externalUrl", cluster.externalUrl().map(URI::toString).orElse(""),
        "credentials", credentials(cluster.credentials()),
        "tls",
            mapping(
                "authorities", cluster.tls().authorities().map(Path::toString).orElse(""),
                "verifyHost", cluster.tls().verifyHost()),
        "uris", cluster.uris().word(),
        "probe", cluster.probe().word(),
        "minWorkers", cluster.minWorkers(),
        "maintenance", cluster.maintenance().stream().map(EffectiveYaml::window).toList());
  }

  private static Map<String, Object> share(Membership membership) {
    return mapping("weight", membership.weight(), "priority", membership.priority());
  }

  /** Not even where a password stands is shown. */
  private static Map<String, Object> credentials(Optional<Credentials> credentials) {
    return mapping(
        "user", credentials.map(Credentials::user).orElse(""),
        "password",
            credentials
                .flatMap(Credentials::password)
                .map(where -> Secrets.mask(where.toString()))
                .orElse(""));
  }

  private static Map<String, Object> window(MaintenanceWindow window) {
    return mapping(
        "cron", window.cron(),
        "duration", Quantity.ofDuration(window.duration()),
        "zone", window.zone().map(ZoneId::getId).orElse(""));
  }

  /** Keys and values in turn; Map.of would lose their order. */
  private static Map<String, Object> mapping(Object... keysAndValues) {
    var mapping = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      mapping.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return mapping;
  }
}
