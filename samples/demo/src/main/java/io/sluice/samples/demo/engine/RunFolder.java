package io.sluice.samples.demo.engine;

import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder of one engine process: its configuration, its catalogs, its log.
 *
 * @param folder the folder; made when the configuration is written
 */
record RunFolder(Path folder) {

  Path log() {
    return folder.resolve("server.log");
  }

  Path configuration() {
    return folder.resolve("etc").resolve("config.properties");
  }

  void write(Installation installation, String name, int port, List<String> settings)
      throws IOException {
    Path catalogs = Files.createDirectories(folder.resolve("etc").resolve("catalog"));
    for (String catalog : installation.engine().catalogs()) {
      Files.writeString(
          catalogs.resolve(catalog + ".properties"), "connector.name=" + catalog + "\n");
    }
    List<String> lines = properties(installation, name, port, catalogs);
    lines.addAll(settings);
    Files.write(configuration(), lines);
  }

  private static List<String> properties(
      Installation installation, String name, int port, Path catalogs) {
    var lines =
        new ArrayList<>(
            List.of(
                "node.environment=demo",
                "node.id=" + name,
                "node.internal-address=127.0.0.1",
                "coordinator=true",
                "node-scheduler.include-coordinator=true",
                "http-server.http.port=" + port,
                "http-server.log.enabled=false",
                "discovery.uri=http://127.0.0.1:" + port,
                "plugin.dir=" + installation.connectors(),
                "catalog.config-dir=" + catalogs,
                "query.max-memory-per-node=100MB",
                "memory.heap-headroom-per-node=100MB",
                "query.client.timeout=1m"));
    if (installation.engine().dialect() == Dialect.PRESTO) {
      lines.add("discovery-server.enabled=true");
      lines.add("query.max-total-memory-per-node=100MB");
      lines.add("presto.version=" + installation.engine().version());
    }
    return lines;
  }
}
