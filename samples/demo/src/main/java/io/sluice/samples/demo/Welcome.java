package io.sluice.samples.demo;

import io.sluice.samples.demo.fleet.Member;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * What the user reads once the demo runs: where everything is, and what to try.
 *
 * @param light whether the clusters are stand-ins
 * @param front where clients come in
 * @param admin where operators come in
 * @param folder where rules, configuration and logs are
 * @param members the clusters
 */
record Welcome(boolean light, URI front, URI admin, Path folder, List<Member> members) {

  Welcome {
    members = List.copyOf(members);
  }

  String text(Ansi ansi) {
    var text = new StringBuilder();
    heading(text, ansi, light ? "Sluice is up, before stand-in clusters" : "Sluice is up");
    text.append("  clients     %s%n".formatted(front));
    text.append("  operators   %s%n".formatted(admin));
    text.append("  rules       %s%n".formatted(folder.resolve("rules")));
    for (Member member : members) {
      text.append(
          "  cluster     %-14s %-12s %-7s %s%n"
              .formatted(member.name(), member.group(), member.dialect(), member.url()));
    }
    if (light) {
      text.append(
          "  The clusters are stand-ins: they make up their rows, and say so. Without --light real Trino and Presto run.\n");
    }
    heading(text, ansi, "Ask as an analyst, with the Trino CLI or any driver");
    command(text, "trino --server %s --user alice --execute \"SELECT 1\"".formatted(front));
    command(
        text,
        "trino --server %s --user bob --source airflow --client-tags etl --execute \"SELECT 1\""
            .formatted(front));
    command(text, "presto --server %s --user carol --execute \"SELECT 1\"".formatted(front));
    heading(text, ansi, "or with curl: submit, and follow nextUri");
    command(
        text,
        "curl -s -H 'X-Trino-User: alice' -H 'X-Trino-Source: superset' -d 'SELECT 1' %s/v1/statement"
            .formatted(front));
    heading(text, ansi, "See where it went, and why");
    command(text, "curl -s '%s/api/v1/decisions?limit=5'".formatted(admin));
    command(text, "curl -s %s/api/v1/decisions/by-query/QUERY_ID".formatted(admin));
    heading(text, ansi, "Change a rule while it runs, then ask again: superset now goes to batch");
    command(
        text,
        "sed -i.bak 's/decision.route(\"dashboards\")/decision.route(\"batch\")/' %s"
            .formatted(folder.resolve("rules").resolve("workload.drl")));
    text.append(System.lineSeparator()).append("Ctrl-C stops everything.\n");
    return text.toString();
  }

  private static void heading(StringBuilder text, Ansi ansi, String words) {
    text.append(System.lineSeparator())
        .append(ansi.string("@|bold " + words + "|@"))
        .append(System.lineSeparator());
  }

  private static void command(StringBuilder text, String line) {
    text.append("  ").append(line).append(System.lineSeparator());
  }
}
