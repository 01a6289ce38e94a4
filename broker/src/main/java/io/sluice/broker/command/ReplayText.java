package io.sluice.broker.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A replay's report as people read it: tables, the largest shifts first. */
final class ReplayText {
  private static final int MOST_ROWS = 20;
  private static final int SQL_CHARACTERS = 90;
  private static final double PERCENT = 100;

  private final Terminal terminal;
  private final StringBuilder out = new StringBuilder();

  ReplayText(Terminal terminal) {
    this.terminal = terminal;
  }

  String of(JsonNode report) {
    summary(report);
    shifts(report);
    words(report);
    winners(report);
    silent(report);
    flags(report);
    remarks(report);
    return out.toString();
  }

  private void summary(JsonNode report) {
    line(
        "%s decisions from %s to %s, rules %s"
            .formatted(
                terminal.bold(number(report, "decisions")),
                report.path("from").asText(),
                report.path("to").asText(),
                report.path("candidate").asText()));
    var parts = new ArrayList<String>();
    parts.add(number(report, "same") + " stay");
    part(parts, report, "moved", "move");
    part(parts, report, "newlyRejected", "newly rejected");
    part(parts, report, "noLongerRejected", "no longer rejected");
    part(parts, report, "words", "keep their group with other words");
    line(String.join(", ", parts));
  }

  private void part(List<String> parts, JsonNode report, String field, String what) {
    if (report.path(field).asLong() > 0) {
      parts.add(terminal.yellow(number(report, field) + " " + what));
    }
  }

  private void shifts(JsonNode report) {
    if (report.path("shifts").isEmpty()) {
      return;
    }
    var table = new Columns("FROM", "TO", ">COUNT", ">SHARE", ">CPU TIME");
    head("Shift");
    for (JsonNode shift : first(report.path("shifts"))) {
      table.row(
          group(shift.path("from")),
          group(shift.path("to")),
          number(shift, "count"),
          String.format(Locale.ROOT, "%.2f %%", shift.path("share").asDouble() * PERCENT),
          cpu(shift));
      for (JsonNode example : shift.path("examples")) {
        table.note(example(example));
      }
    }
    out.append(table.text(terminal));
    more(report.path("shifts").size(), report.path("otherShifts").asLong());
  }

  /** Some queries have no known CPU time: the figure says of how many it is. */
  private static String cpu(JsonNode shift) {
    long known = shift.path("withCpu").asLong();
    if (known == 0) {
      return "not known";
    }
    String time = duration(shift.path("cpuMillis").asLong());
    return known == shift.path("count").asLong()
        ? time
        : "%s (of %s)".formatted(time, number(shift, "withCpu"));
  }

  private static String duration(long millis) {
    long seconds = millis / 1000;
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    return seconds < 3600
        ? "%d min %d s".formatted(seconds / 60, seconds % 60)
        : "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
  }

  private static String example(JsonNode example) {
    String sql = example.path("sql").asText().replaceAll("\\s+", " ").strip();
    String source = example.path("source").asText();
    return "%s  %s%s: %s"
        .formatted(
            example.path("decision").asText(),
            example.path("user").asText(),
            source.isEmpty() ? "" : " (" + source + ")",
            sql.length() <= SQL_CHARACTERS ? sql : sql.substring(0, SQL_CHARACTERS) + "…");
  }

  private void words(JsonNode report) {
    if (report.path("wordCounts").isEmpty()) {
      return;
    }
    head("Words that differ");
    var table = new Columns("WORD", ">COUNT");
    report
        .path("wordCounts")
        .properties()
        .forEach(word ->
            table.row(
                word.getKey().toLowerCase(Locale.ROOT).replace('_', ' '), number(word.getValue())));
    out.append(table.text(terminal));
  }

  private void winners(JsonNode report) {
    if (report.path("winners").isEmpty()) {
      return;
    }
    head("Other winners");
    var table = new Columns("RULE THEN", "RULE NOW", ">COUNT");
    for (JsonNode winner : first(report.path("winners"))) {
      table.row(rule(winner.path("from")), rule(winner.path("to")), number(winner, "count"));
    }
    out.append(table.text(terminal));
    more(report.path("winners").size(), report.path("otherWinners").asLong());
  }

  private void silent(JsonNode report) {
    List<String> silent = new ArrayList<>();
    for (JsonNode rule : report.path("rules")) {
      if (rule.path("fired").asLong() == 0) {
        silent.add(
            "  %s (%s:%d)"
                .formatted(
                    rule.path("name").asText(),
                    rule.path("file").asText(),
                    rule.path("line").asInt()));
      }
    }
    if (!silent.isEmpty() && report.path("decisions").asLong() > 0) {
      head("Rules that never fired");
      silent.stream().limit(MOST_ROWS).forEach(this::line);
      more(silent.size(), 0);
    }
  }

  private void flags(JsonNode report) {
    if (report.path("flags").isEmpty()) {
      return;
    }
    head("Flags");
    var table = new Columns("FLAG", ">THEN", ">NOW");
    for (JsonNode flag : report.path("flags")) {
      table.row(
          flag.path("flag").asText().toLowerCase(Locale.ROOT).replace('_', ' '),
          number(flag, "before"),
          number(flag, "now"));
      if (!flag.path("problem").asText().isEmpty()) {
        table.note(flag.path("problem").asText());
      }
      for (JsonNode example : flag.path("examples")) {
        table.note(example(example));
      }
    }
    out.append(table.text(terminal));
  }

  private void remarks(JsonNode report) {
    remark(
        report,
        "withoutFleet",
        "have no record of the fleet's load: they saw all of it up and idle");
    remark(report, "textCut", "have only the start of their text in the record");
    remark(report, "unreadable", "more could not be read, and are in no figure");
  }

  private void remark(JsonNode report, String field, String what) {
    if (report.path(field).asLong() > 0) {
      line("");
      line(number(report, field) + " " + what);
    }
  }

  private void more(int listed, long others) {
    long more = Math.max(0, listed - MOST_ROWS);
    if (more > 0) {
      line("  and %d rows more (--json has them)".formatted(more));
    }
    if (others > 0) {
      line("  and %d decisions in pairs that were not counted apart".formatted(others));
    }
  }

  private static List<JsonNode> first(JsonNode rows) {
    List<JsonNode> first = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_ROWS, rows.size()); i++) {
      first.add(rows.path(i));
    }
    return first;
  }

  private static String group(JsonNode name) {
    return name.isMissingNode() ? "(rejected)" : name.asText();
  }

  private static String rule(JsonNode name) {
    return name.isMissingNode() ? "(none)" : name.asText();
  }

  private static String number(JsonNode object, String field) {
    return number(object.path(field));
  }

  private static String number(JsonNode number) {
    return String.format(Locale.ROOT, "%,d", number.asLong());
  }

  private void head(String title) {
    line("");
    line(terminal.bold(title));
  }

  private void line(String text) {
    out.append(text).append(System.lineSeparator());
  }
}
