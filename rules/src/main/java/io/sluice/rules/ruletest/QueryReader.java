package io.sluice.rules.ruletest;

import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Query;
import io.sluice.rules.request.HeaderLines;
import io.sluice.rules.request.RequestFacts;
import io.sluice.rules.sql.PreparedStatements;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads who asks, and how: by the fact's own fields, or by the headers of a request. */
final class QueryReader {
  /** What a test can say by name or by headers, not both. */
  static final Set<String> IN_HEADERS =
      ordered(
          "user",
          "principal",
          "source",
          "clientTags",
          "clientInfo",
          "catalog",
          "schema",
          "sessionProperties",
          "resourceEstimates",
          "dialect",
          "userAgent",
          "routingGroup",
          "transaction",
          "language",
          "timeZone");

  private final Values values;

  QueryReader(Values values) {
    this.values = values;
  }

  private static Set<String> ordered(String... keys) {
    return new LinkedHashSet<>(List.of(keys));
  }

  /** A query, and the statements that its client has prepared. */
  record Asked(Query query, PreparedStatements prepared) {}

  Asked read(Mapping test) {
    String remoteAddress = test.text("remoteAddress", values);
    Set<String> teams = Set.copyOf(test.texts("teams", values));
    Optional<List<Line>> lines = test.read("headers", this::lines);
    if (lines.isPresent()) {
      test.node("headers").ifPresent(at -> refuseBoth(test, at));
      var headers = new Lines(lines.get());
      return new Asked(
          new RequestFacts(_ -> teams).describe(headers, remoteAddress).withGroups(teams),
          RequestFacts.prepared(headers));
    }
    return new Asked(byFields(test, teams, remoteAddress), PreparedStatements.NONE);
  }

  private void refuseBoth(Mapping test, Node headers) {
    IN_HEADERS.stream()
        .filter(test::has)
        .findFirst()
        .ifPresent(key ->
            values.wrong(
                headers,
                test.below("headers"),
                "stands beside '" + key + "'",
                "either headers, or the fields that they tell"));
  }

  private Query byFields(Mapping test, Set<String> teams, String remoteAddress) {
    return new Query(
        test.text("user", values),
        test.text("principal", values),
        teams,
        test.text("source", values),
        Set.copyOf(test.texts("clientTags", values)),
        test.text("clientInfo", values),
        test.text("catalog", values),
        test.text("schema", values),
        test.read("sessionProperties", values::pairs).orElse(Map.of()),
        test.read("resourceEstimates", values::pairs).orElse(Map.of()),
        test.read("dialect", this::dialect).orElse(Dialect.TRINO),
        remoteAddress,
        test.text("userAgent", values),
        Map.of(),
        test.text("routingGroup", values),
        test.text("transaction", values),
        test.text("language", values),
        test.text("timeZone", values));
  }

  private Optional<Dialect> dialect(Node node, String path) {
    return values
        .text(node, path)
        .flatMap(text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "trino" -> Optional.of(Dialect.TRINO);
              case "presto" -> Optional.of(Dialect.PRESTO);
              default -> values.wrong(node, path, text, "trino or presto");
            });
  }

  /** One value, or a list of them for a header that stands several times. */
  private Optional<List<Line>> lines(Node node, String path) {
    if (!(node instanceof MappingNode mapping)) {
      return values.wrong(
          node,
          path,
          Values.described(node),
          "names of headers with values, such as { X-Trino-User: ann }");
    }
    var lines = new ArrayList<Line>();
    for (NodeTuple tuple : mapping.getValue()) {
      values
          .text(tuple.getKeyNode(), path)
          .ifPresent(name -> {
            String below = path + "." + name;
            Node value = tuple.getValueNode();
            List<String> texts =
                value instanceof SequenceNode
                    ? values.texts(value, below).orElse(List.of())
                    : values.text(value, below).stream().toList();
            texts.forEach(text -> lines.add(new Line(name, text.strip())));
          });
    }
    return Optional.of(lines);
  }

  private record Line(String name, String value) {}

  private record Lines(List<Line> lines) implements HeaderLines {
    @Override
    public int count() {
      return lines.size();
    }

    @Override
    public String name(int index) {
      return lines.get(index).name();
    }

    @Override
    public String value(int index) {
      return lines.get(index).value();
    }
  }
}
