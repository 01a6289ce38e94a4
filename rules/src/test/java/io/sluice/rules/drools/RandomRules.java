package io.sluice.rules.drools;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules about the world of {@link RandomFacts}, of all forms that conditions may have. */
final class RandomRules {
  private final RandomGenerator random;
  private int names;

  RandomRules(RandomGenerator random) {
    this.random = random;
  }

  /** A file of rules {@code r0}, {@code r1}, and so on. */
  String file(int rules) {
    var text = new StringBuilder();
    for (int i = 0; i < rules; i++) {
      text.append(
          "rule r%d salience %d when\n%s\nthen decision.route(\"%s\"); end\n"
              .formatted(
                  i, random.nextInt(3), conditions(), pick("batch", "interactive", "adhoc")));
    }
    return text.toString();
  }

  private String conditions() {
    names = 0;
    return Stream.generate(this::element)
        .limit(1 + random.nextInt(3))
        .collect(Collectors.joining("\n  ", "  ", ""));
  }

  private String element() {
    return switch (random.nextInt(12)) {
      case 0 -> "not " + pattern();
      case 1 -> "exists " + pattern();
      case 2 -> "(" + pattern() + " or " + pattern() + ")";
      case 3 -> "not (" + pattern() + " and " + pattern() + ")";
      case 4 -> join();
      default -> pattern();
    };
  }

  private String join() {
    String name = "$n" + names++;
    return pick(
        "Query(%s : user) Table(schema == %s)".formatted(name, name),
        "Table(%s : name) Table(name != %s, catalog == \"lake\")".formatted(name, name),
        "Group(%s : name, available == 0) not Cluster(group == %s, state == \"HEALTHY\")"
            .formatted(name, name),
        "Usage(kind == \"user\", %s : cpuSecondsLastDay) Learned(p95CpuSeconds > %s / 10)"
            .formatted(name, name));
  }

  private String pattern() {
    return switch (random.nextInt(9)) {
      case 0 -> pattern("Tag", () -> text("value", RandomFacts.TAGS));
      case 1 -> pattern("Team", () -> text("value", RandomFacts.TEAMS));
      case 2 ->
          pattern(
              "Table",
              () ->
                  random.nextBoolean()
                      ? text("catalog", RandomFacts.CATALOGS)
                      : text(pick("name", "schema"), RandomFacts.NAMES));
      case 3 -> pattern("Moment", this::momentCondition);
      case 4 -> pattern("Sql", this::sqlCondition);
      case 5 -> pattern("Group", this::groupCondition);
      case 6 -> pattern("Cluster", () -> text("state", RandomFacts.STATES));
      case 7 -> pattern("Learned", () -> number("runs", 6));
      default -> pattern("Query", this::queryCondition);
    };
  }

  private String pattern(String type, java.util.function.Supplier<String> condition) {
    List<String> conditions = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      conditions.add(
          random.nextInt(8) == 0
              ? "(" + condition.get() + pick(" || ", " && ") + condition.get() + ")"
              : random.nextInt(12) == 0 ? "!(" + condition.get() + ")" : condition.get());
    }
    return type + "(" + String.join(pick(", ", " && "), conditions) + ")";
  }

  private String queryCondition() {
    return switch (random.nextInt(7)) {
      case 0 -> text("user", RandomFacts.USERS);
      case 1 -> text("source", RandomFacts.SOURCES);
      case 2 -> "dialect == \"%s\"".formatted(pick("TRINO", "PRESTO"));
      case 3 -> "headers[\"x-team\"] == \"%s\"".formatted(pick(RandomFacts.TEAMS));
      case 4 -> "clientTags contains \"%s\"".formatted(pick(RandomFacts.TAGS));
      case 5 -> "clientTags.size() %s %d".formatted(pick("==", ">", "<"), random.nextInt(4));
      default -> text("source.toUpperCase()", List.of("AIRFLOW", "DBT"));
    };
  }

  private String sqlCondition() {
    return switch (random.nextInt(7)) {
      case 0 -> text("type", RandomFacts.TYPES);
      case 1 -> number("joins", 6);
      case 2 -> number("length", 200);
      case 3 -> pick("limit == null", "limit != null", "limit > 500", "limit <= 100");
      case 4 -> pick("", "!") + pick("filtered", "selectsAllColumns", "writes", "parsed");
      case 5 -> "writes == " + pick("true", "false");
      default -> number("joins + subqueries", 8);
    };
  }

  private String momentCondition() {
    return switch (random.nextInt(6)) {
      case 0 -> "weekend";
      case 1 -> "!weekend";
      case 2 ->
          "dayOfWeek %s \"%s\""
              .formatted(pick("==", ">=", "<", "!="), pick("MONDAY", "FRIDAY", "SUNDAY"));
      case 3 -> "time %s \"%02d:30\"".formatted(pick("<", ">="), random.nextInt(24));
      case 4 -> "date.dayOfMonth " + pick("<= 3", "> 27", "== 15");
      default -> number("hour", 24);
    };
  }

  private String groupCondition() {
    return switch (random.nextInt(3)) {
      case 0 -> text("name", List.of("batch", "interactive", "adhoc"));
      case 1 -> "utilisation %s 0.%d".formatted(pick("<", ">=", "=="), random.nextInt(10));
      default -> number("available", 3);
    };
  }

  private String text(String field, List<String> choices) {
    String one = pick(choices);
    return switch (random.nextInt(9)) {
      case 0 -> "%s != \"%s\"".formatted(field, one);
      case 1 -> "%s in (\"%s\", \"%s\")".formatted(field, one, pick(choices));
      case 2 -> "%s not in (\"%s\", \"%s\")".formatted(field, one, pick(choices));
      case 3 -> "%s matches \"%s.*\"".formatted(field, one.length() > 2 ? one.substring(0, 2) : "");
      case 4 ->
          "%s str[startsWith] \"%s\"".formatted(field, one.isEmpty() ? "" : one.substring(0, 1));
      case 5 -> "%s == \"%s\" || == \"%s\"".formatted(field, one, pick(choices));
      default -> "%s == \"%s\"".formatted(field, one);
    };
  }

  private String number(String field, int below) {
    return "%s %s %d"
        .formatted(field, pick("==", "!=", "<", "<=", ">", ">="), random.nextInt(below));
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
