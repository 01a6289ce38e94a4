package io.sluice.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.config.ConfigReading.Valid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Keeps docs/configuration.md true. */
class ConfigDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/configuration.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| [^|]+ \\|$");
  private static final Set<String> REQUIRED =
      Set.of(
          "rules.defaultGroup",
          "clusters.list[].name",
          "clusters.list[].group",
          "clusters.list[].url",
          "clusters.list[].maintenance[].cron",
          "clusters.list[].maintenance[].duration");
  private static final String SMALLEST =
      """
      rules: { defaultGroup: a }
      groups: { a: {} }
      clusters: [{ name: a, group: a, url: "http://a:1", maintenance: [{ cron: "0 2 * * 0", duration: 2h }] }]
      """;

  @Test
  void document_listsExactlyTheKnownKeys_withTheirDefaults() throws IOException {
    var documented = new LinkedHashMap<String, String>();
    ROW.matcher(Files.readString(DOCUMENT))
        .results()
        .forEach(row -> documented.put(row.group(1), row.group(2).replace("`", "")));

    assertThat(documented).containsExactlyEntriesOf(defaults());
  }

  @Test
  void exampleOfTheDocument_isValid() throws IOException {
    String document = Files.readString(DOCUMENT);
    String example = document.split("```yaml\n", 2)[1].split("```", 2)[0];

    BrokerConfig config = read(example, Map.of("SLUICE_DB_PASSWORD", "x"));

    assertThat(config.clusters()).hasSize(3);
    assertThat(config.groups()).hasSize(2);
  }

  private static Map<String, String> defaults() {
    var defaults = new LinkedHashMap<String, String>();
    String effective = read(SMALLEST, Map.of()).effective().replace("/etc/sluice/", "");
    flatten("", new Yaml().load(effective), defaults);
    REQUIRED.forEach(key -> defaults.replace(key, "required"));
    defaults.replace("front.ioThreads", "4", "one per processor");
    return defaults;
  }

  private static BrokerConfig read(String text, Map<String, String> environment) {
    var reading = new ConfigReader(environment, 4).parse(text, "s.yaml", Path.of("/etc/sluice"));
    return ((Valid) reading).config();
  }

  private static void flatten(String path, Object value, Map<String, String> into) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() ->
          map.forEach((key, below) -> {
            boolean named = path.equals("groups") || path.endsWith(".groups");
            String name = named ? "<name>" : key.toString();
            flatten(path.isEmpty() ? name : path + "." + name, below, into);
          });
      case List<?> list when !list.isEmpty() && list.getFirst() instanceof String ->
          into.put(path, list.toString());
      case List<?> list when !list.isEmpty() -> flatten(path + "[]", list.getFirst(), into);
      case Map<?, ?> _, List<?> _ -> into.put(path, "empty");
      default -> into.put(path, value.toString().isEmpty() ? "empty" : value.toString());
    }
  }
}
