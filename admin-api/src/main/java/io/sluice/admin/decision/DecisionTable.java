package io.sluice.admin.decision;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Decisions as lines: CSV (RFC 4180) for spreadsheets, one JSON object a line for programs.
 *
 * <p>A spreadsheet takes a cell that begins with {@code =}, {@code +}, {@code -}, {@code @} or a
 * control character for a formula, and analysts choose what their SQL and their tags say; so CSV
 * puts an apostrophe before such a text.
 */
final class DecisionTable {
  /** The columns of the CSV: the fields of a summary on the wire, in its order. */
  static final List<String> COLUMNS =
      List.of(
          "id",
          "at",
          "user",
          "principal",
          "source",
          "clientTags",
          "dialect",
          "remoteAddress",
          "catalog",
          "schema",
          "transaction",
          "sql",
          "sqlTruncated",
          "type",
          "outcome",
          "rule",
          "group",
          "cluster",
          "ruleSet",
          "flags",
          "evaluationMicros",
          "queryId",
          "state",
          "errorCode",
          "errorName",
          "elapsedMillis",
          "cpuMillis",
          "rows",
          "bytes",
          "endedAt");

  private static final String LINE_END = "\r\n";

  private final JsonMapper mapper;

  DecisionTable(JsonMapper mapper) {
    this.mapper = mapper;
  }

  void writeCsv(List<DecisionSummary> decisions, Writer out) throws IOException {
    out.write(String.join(",", COLUMNS) + LINE_END);
    for (DecisionSummary decision : decisions) {
      JsonNode fields = mapper.valueToTree(decision);
      String line = COLUMNS.stream().map(column -> cell(fields.path(column))).collect(joining(","));
      out.write(line + LINE_END);
    }
  }

  void writeLines(List<DecisionSummary> decisions, Writer out) throws IOException {
    for (DecisionSummary decision : decisions) {
      out.write(mapper.writeValueAsString(decision) + "\n");
    }
  }

  private static String cell(JsonNode value) {
    if (value.isMissingNode()) {
      return "";
    }
    if (value.isArray()) {
      return text(
          StreamSupport.stream(value.spliterator(), false)
              .map(JsonNode::asText)
              .collect(joining(" ")));
    }
    return value.isTextual() ? text(value.textValue()) : value.asText();
  }

  private static String text(String text) {
    String harmless =
        !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean quotes = harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quotes ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
  }
}
