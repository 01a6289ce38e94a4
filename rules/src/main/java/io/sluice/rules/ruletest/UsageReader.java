package io.sluice.rules.ruletest;

import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a test's user and teams have used up, and what its statement has cost before. */
final class UsageReader {
  private static final List<String> USAGE_KEYS =
      List.of(
          "kind",
          "name",
          "running",
          "queued",
          "queriesLastHour",
          "cpuSecondsLastHour",
          "bytesLastHour",
          "queriesLastDay",
          "cpuSecondsLastDay",
          "bytesLastDay");
  private static final List<String> LEARNED_KEYS =
      List.of(
          "runs",
          "medianCpuSeconds",
          "p95CpuSeconds",
          "medianPeakMemoryBytes",
          "p95PeakMemoryBytes",
          "medianElapsedSeconds",
          "p95ElapsedSeconds");

  private final Values values;
  private final TestProblems problems;

  UsageReader(Values values, TestProblems problems) {
    this.values = values;
    this.problems = problems;
  }

  /** One for the user and one for each team, as a broker has them; zeros where nothing is said. */
  List<Usage> usages(Mapping test, Query query) {
    Map<String, Usage> byOwner = new LinkedHashMap<>();
    enter(byOwner, Usage.none(Usage.USER, query.user()));
    query.groups().stream().sorted().forEach(team -> enter(byOwner, Usage.none(Usage.TEAM, team)));
    List<Node> items =
        test.read("usage", (node, path) -> values.nodes(node, path, "a list of usages"))
            .orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      enter(byOwner, usage(items.get(i), Values.item("usage", i), query));
    }
    return new ArrayList<>(byOwner.values());
  }

  private static void enter(Map<String, Usage> byOwner, Usage usage) {
    byOwner.put(usage.kind() + " " + usage.name(), usage);
  }

  private Usage usage(Node node, String path, Query query) {
    Mapping said = Mapping.of(node, path, problems).only(USAGE_KEYS, problems);
    String kind = said.read("kind", this::kind).orElse(Usage.USER);
    if (!said.has("name") && kind.equals(Usage.TEAM)) {
      problems.wrong(node, said.below("name"), "missing", "the team's name");
    }
    return new Usage(
        kind,
        said.read("name", values::text).orElse(query.user()),
        (int) count(said, "running", Integer.MAX_VALUE),
        (int) count(said, "queued", Integer.MAX_VALUE),
        count(said, "queriesLastHour", Long.MAX_VALUE),
        number(said, "cpuSecondsLastHour"),
        count(said, "bytesLastHour", Long.MAX_VALUE),
        count(said, "queriesLastDay", Long.MAX_VALUE),
        number(said, "cpuSecondsLastDay"),
        count(said, "bytesLastDay", Long.MAX_VALUE));
  }

  private Optional<String> kind(Node node, String path) {
    return values
        .text(node, path)
        .flatMap(text ->
            text.equals(Usage.USER) || text.equals(Usage.TEAM)
                ? Optional.of(text)
                : values.wrong(node, path, text, "user or team"));
  }

  Learned learned(Mapping test) {
    Optional<Node> node = test.node("learned");
    if (node.isEmpty()) {
      return Learned.NOTHING;
    }
    Mapping said =
        Mapping.of(node.get(), test.below("learned"), problems).only(LEARNED_KEYS, problems);
    return new Learned(
        count(said, "runs", Long.MAX_VALUE),
        number(said, "medianCpuSeconds"),
        number(said, "p95CpuSeconds"),
        count(said, "medianPeakMemoryBytes", Long.MAX_VALUE),
        count(said, "p95PeakMemoryBytes", Long.MAX_VALUE),
        number(said, "medianElapsedSeconds"),
        number(said, "p95ElapsedSeconds"));
  }

  private long count(Mapping said, String key, long most) {
    return said.read(key, (node, path) -> values.whole(node, path, most)).orElse(0L);
  }

  private double number(Mapping said, String key) {
    return said.read(key, (node, path) -> values.decimal(node, path, Double.MAX_VALUE)).orElse(0.0);
  }
}
