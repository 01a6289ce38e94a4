package io.sluice.broker.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Group;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The written form of a fleet's load: JSON with a row for each group and each cluster, their values
 * without names and in the order of the fact's fields, deflated, in Base64. A fleet of 60 clusters
 * takes about two kilobytes; what clusters have in common costs next to nothing.
 *
 * <p>Sets and maps are sorted, so that the same load has the same hash in every process. A row may
 * end early: what an older version did not write reads as empty or zero.
 */
final class PackedFleet {
  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonMapper READER = new JsonMapper();
  private static final int ID_DIGITS = 24;

  private PackedFleet() {}

  static FleetSnapshot pack(FleetLoad load) {
    byte[] json = json(load);
    return new FleetSnapshot(
        new FleetId(hash(json)), Base64.getEncoder().encodeToString(deflated(json)));
  }

  static FleetLoad unpack(String packed) {
    try (var in =
        new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
      JsonNode root = READER.readTree(in);
      return new FleetLoad(
          rows(root.path("groups"), PackedFleet::group),
          rows(root.path("clusters"), PackedFleet::cluster));
    } catch (IOException e) {
      throw new IllegalArgumentException("fleet snapshot: can't be read", e);
    }
  }

  private static byte[] json(FleetLoad load) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeArrayFieldStart("groups");
      for (Group group : load.groups()) {
        write(out, group);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("clusters");
      for (Cluster cluster : load.clusters()) {
        write(out, cluster);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written to", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, Group group) throws IOException {
    out.writeStartArray();
    out.writeString(group.name());
    out.writeNumber(group.clusters());
    out.writeNumber(group.available());
    out.writeNumber(group.running());
    out.writeNumber(group.queued());
    out.writeNumber(group.capacity());
    out.writeNumber(group.utilisation());
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, Cluster cluster) throws IOException {
    out.writeStartArray();
    out.writeString(cluster.name());
    out.writeString(cluster.group());
    out.writeString(cluster.state());
    out.writeString(cluster.version());
    out.writeString(cluster.location());
    out.writeStartObject();
    for (Map.Entry<String, String> label : new TreeMap<>(cluster.labels()).entrySet()) {
      out.writeStringField(label.getKey(), label.getValue());
    }
    out.writeEndObject();
    out.writeStartArray();
    for (String catalog : new TreeSet<>(cluster.catalogs())) {
      out.writeString(catalog);
    }
    out.writeEndArray();
    out.writeNumber(cluster.running());
    out.writeNumber(cluster.queued());
    out.writeNumber(cluster.blocked());
    out.writeNumber(cluster.workers());
    out.writeNumber(cluster.cpuUtilisation());
    out.writeNumber(cluster.memoryUtilisation());
    out.writeEndArray();
  }

  private static <T> List<T> rows(JsonNode rows, Function<JsonNode, T> reader) {
    var facts = new ArrayList<T>();
    rows.forEach(row -> facts.add(reader.apply(row)));
    return facts;
  }

  private static Group group(JsonNode row) {
    return new Group(
        row.path(0).asText(),
        row.path(1).asInt(),
        row.path(2).asInt(),
        row.path(3).asInt(),
        row.path(4).asInt(),
        row.path(5).asInt(),
        row.path(6).asDouble());
  }

  private static Cluster cluster(JsonNode row) {
    Map<String, String> labels = new HashMap<>();
    row.path(5)
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    Set<String> catalogs = new HashSet<>();
    row.path(6).forEach(catalog -> catalogs.add(catalog.asText()));
    return new Cluster(
        row.path(0).asText(),
        row.path(1).asText(),
        row.path(2).asText(),
        row.path(3).asText(),
        row.path(4).asText(),
        labels,
        catalogs,
        row.path(7).asInt(),
        row.path(8).asInt(),
        row.path(9).asInt(),
        row.path(10).asInt(),
        row.path(11).asDouble(),
        row.path(12).asDouble());
  }

  private static byte[] deflated(byte[] json) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes)) {
      out.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written to", e);
    }
    return bytes.toByteArray();
  }

  private static String hash(byte[] json) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
      return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
