package io.sluice.broker.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.Credentials;
import io.sluice.admin.cluster.MaintenanceWindow;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.cluster.ProbeKind;
import io.sluice.admin.cluster.SecretReference;
import io.sluice.admin.cluster.TlsTrust;
import io.sluice.admin.cluster.UriMode;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/**
 * A cluster's spec as the store keeps it. Entries of earlier versions, which knew one group of a
 * cluster, are read as well: what they don't say is as usual.
 */
final class SpecJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SpecJson() {}

  static String write(ClusterSpec spec) {
    ObjectNode json = JSON.createObjectNode();
    json.put("url", spec.url().toString());
    spec.dialect().ifPresent(dialect -> json.put("dialect", dialect.name()));
    ArrayNode groups = json.putArray("groups");
    for (Membership membership : spec.memberships()) {
      groups
          .addObject()
          .put("group", membership.group().value())
          .put("weight", membership.weight())
          .put("priority", membership.priority());
    }
    json.put("location", spec.location());
    ObjectNode labels = json.putObject("labels");
    spec.labels().entrySet().stream()
        .sorted(Entry.comparingByKey())
        .forEach(label -> labels.put(label.getKey(), label.getValue()));
    json.put("capacity", spec.capacity());
    spec.externalUrl().ifPresent(url -> json.put("externalUrl", url.toString()));
    spec.credentials().ifPresent(credentials -> write(credentials, json));
    write(spec.tls(), json);
    json.put("uris", spec.uris().word());
    json.put("probe", spec.probe().word());
    json.put("minWorkers", spec.minWorkers());
    if (!spec.maintenance().isEmpty()) {
      write(spec.maintenance(), json.putArray("maintenance"));
    }
    return json.toString();
  }

  private static void write(Credentials credentials, ObjectNode json) {
    ObjectNode written = json.putObject("credentials").put("user", credentials.user());
    credentials.password().ifPresent(where -> written.put("password", where.toString()));
  }

  private static void write(TlsTrust tls, ObjectNode json) {
    if (!tls.equals(TlsTrust.USUAL)) {
      ObjectNode written = json.putObject("tls").put("verifyHost", tls.verifyHost());
      tls.authorities().ifPresent(file -> written.put("authorities", file.toString()));
    }
  }

  private static void write(List<MaintenanceWindow> windows, ArrayNode json) {
    for (MaintenanceWindow window : windows) {
      ObjectNode written =
          json.addObject().put("cron", window.cron()).put("duration", window.duration().toString());
      window.zone().ifPresent(zone -> written.put("zone", zone.getId()));
    }
  }

  /**
   * Reads what {@link #write}, of this version or an earlier one, wrote.
   *
   * @throws IllegalArgumentException when the text is no spec
   */
  static ClusterSpec read(ClusterName name, String text) {
    try {
      return read(name, JSON.readTree(text));
    } catch (JsonProcessingException | DateTimeException e) {
      throw new IllegalArgumentException(
          "cluster %s: its entry in the store can't be read".formatted(name), e);
    }
  }

  private static ClusterSpec read(ClusterName name, JsonNode json) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (Entry<String, JsonNode> label : json.path("labels").properties()) {
      labels.put(label.getKey(), label.getValue().asText());
    }
    JsonNode tls = json.path("tls");
    return new ClusterSpec(
        name,
        URI.create(json.path("url").asText()),
        text(json, "dialect").map(Dialect::valueOf),
        memberships(json),
        json.path("location").asText(""),
        labels,
        json.path("capacity").asInt(ClusterSpec.DEFAULT_CAPACITY),
        text(json, "externalUrl").map(URI::create),
        credentials(json.path("credentials")),
        new TlsTrust(
            text(tls, "authorities").map(Path::of), tls.path("verifyHost").asBoolean(true)),
        text(json, "uris").map(SpecJson::uris).orElse(UriMode.HOST),
        text(json, "probe").map(SpecJson::probe).orElse(ProbeKind.AUTO),
        json.path("minWorkers").asInt(0),
        windows(json.path("maintenance")));
  }

  private static List<Membership> memberships(JsonNode json) {
    if (!json.has("groups")) {
      return List.of(membership(json));
    }
    var memberships = new ArrayList<Membership>();
    json.path("groups").forEach(group -> memberships.add(membership(group)));
    return memberships;
  }

  private static Membership membership(JsonNode json) {
    return new Membership(
        new GroupName(json.path("group").asText()),
        json.path("weight").asInt(Membership.DEFAULT_WEIGHT),
        json.path("priority").asInt(0));
  }

  private static Optional<Credentials> credentials(JsonNode json) {
    return json.isObject()
        ? Optional.of(
            new Credentials(
                json.path("user").asText(), text(json, "password").map(SecretReference::parse)))
        : Optional.empty();
  }

  private static UriMode uris(String word) {
    for (UriMode mode : UriMode.values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("uris: '" + word + "' is not known");
  }

  private static ProbeKind probe(String word) {
    for (ProbeKind kind : ProbeKind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("probe: '" + word + "' is not known");
  }

  private static List<MaintenanceWindow> windows(JsonNode json) {
    var windows = new ArrayList<MaintenanceWindow>();
    for (JsonNode window : json) {
      windows.add(
          new MaintenanceWindow(
              window.path("cron").asText(),
              Duration.parse(window.path("duration").asText()),
              text(window, "zone").map(ZoneId::of)));
    }
    return windows;
  }

  private static Optional<String> text(JsonNode json, String field) {
    return json.has(field) ? Optional.of(json.path(field).asText()) : Optional.empty();
  }
}
