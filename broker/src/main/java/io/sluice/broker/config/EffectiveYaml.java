package io.sluice.broker.config;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.group.GroupSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                "clusters", config.clusters().stream().map(EffectiveYaml::cluster).toList(),
                "userGroups",
                    mapping("file", config.userGroups().file().map(Path::toString).orElse("")),
                "location", config.location()));
  }

  private static Map<String, Object> front(FrontConfig front) {
    return mapping(
        "host", front.host(),
        "port", front.port(),
        "maxStatementBytes", Quantity.ofSize(front.maxStatementBytes()),
        "maxHeaderBytes", Quantity.ofSize(front.maxHeaderBytes()),
        "transactionIdle", Quantity.ofDuration(front.transactionIdle()),
        "clientIdle", Quantity.ofDuration(front.clientIdle()),
        "connectTimeout", Quantity.ofDuration(front.connectTimeout()),
        "responseTimeout", Quantity.ofDuration(front.responseTimeout()),
        "submitTimeout", Quantity.ofDuration(front.submitTimeout()),
        "submitAttempts", front.submitAttempts(),
        "resubmitMemory", Quantity.ofSize(front.resubmitMemory()),
        "drainTimeout", Quantity.ofDuration(front.drainTimeout()),
        "ioThreads", front.ioThreads());
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
        "maxScannedCharacters", sql.maxScannedCharacters());
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
    return mapping("select", group.selection(), "fallback", fallback);
  }

  private static Map<String, Object> cluster(ClusterSpec cluster) {
    return mapping(
        "name", cluster.name().value(),
        "group", cluster.home().value(),
        "url", cluster.url().toString(),
        "dialect", cluster.dialect().map(Layout::word).orElse(""),
        "location", cluster.location(),
        "labels", cluster.labels(),
        "weight", cluster.memberships().getFirst().weight(),
        "capacity", cluster.capacity());
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
