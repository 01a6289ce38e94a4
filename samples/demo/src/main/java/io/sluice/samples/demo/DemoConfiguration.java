package io.sluice.samples.demo;

import io.sluice.samples.demo.fleet.Member;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * The broker's configuration for a demo, as YAML.
 *
 * @param frontPort the port for clients; 0 for a free one
 * @param adminPort the port for operators; 0 for a free one
 * @param zone the zone of the hours that rules see
 * @param members the clusters
 */
public record DemoConfiguration(int frontPort, int adminPort, ZoneId zone, List<Member> members) {

  public DemoConfiguration {
    members = List.copyOf(members);
  }

  public String yaml() {
    var yaml = new StringBuilder();
    yaml.append(
        """
        # Written by sluice demo. The rules beside it can be edited while the demo runs.
        front: { host: 127.0.0.1, port: %d }
        admin: { host: 127.0.0.1, port: %d }
        rules: { directory: rules, zone: "%s", defaultGroup: interactive }
        store: { url: "jdbc:h2:file:./data/sluice" }
        groups:
        """
            .formatted(frontPort, adminPort, zone.getId()));
    for (String group : QuickstartRules.GROUPS) {
      yaml.append("  %s: { select: least-loaded%s }".formatted(group, fallback(group)));
      if (members.stream().noneMatch(member -> member.group().equals(group))) {
        yaml.append("   # no cluster in this demo");
      }
      yaml.append('\n');
    }
    yaml.append("clusters:\n");
    for (Member member : members) {
      yaml.append(
          "  - { name: %s, group: %s, url: \"%s\", dialect: %s, capacity: %d }%n"
              .formatted(
                  member.name(),
                  member.group(),
                  member.url(),
                  member.dialect().name().toLowerCase(Locale.ROOT),
                  member.capacity()));
    }
    return yaml.toString();
  }

  private static String fallback(String group) {
    return switch (group) {
      case "interactive" -> ", fallback: [batch]";
      case "batch", "dashboards" -> ", fallback: [interactive]";
      default -> "";
    };
  }
}
