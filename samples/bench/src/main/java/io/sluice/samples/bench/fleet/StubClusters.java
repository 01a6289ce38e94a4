package io.sluice.samples.bench.fleet;

import io.sluice.samples.bench.machine.ChildProcess;
import io.sluice.samples.bench.machine.FreePorts;
import io.sluice.samples.bench.machine.Lab;
import io.sluice.samples.bench.machine.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Clusters that speak just enough of Trino's protocol to be proxied: nginx with canned pages.
 *
 * <p>Each has a coordinator id of its own and gives out new query ids. Any query has three pages,
 * {@link #SMALL_PAGE}, {@link #LARGE_PAGE} and {@link #CHUNKED_PAGE}, that may be polled for ever.
 * Only Sluice's own statements, which ask for catalogs, end, as they do at a real cluster.
 */
public final class StubClusters {
  /** The end of the path of a page of 0.7 kB. */
  public static final String SMALL_PAGE = "small/1";

  /** The end of the path of a page of 1 MB. */
  public static final String LARGE_PAGE = "large/1";

  /** The end of the path of the same page in chunks. */
  public static final String CHUNKED_PAGE = "chunked/1";

  /** The least size of a large page, in bytes. */
  public static final int LARGE_PAGE_BYTES = 1_000_000;

  private static final String STATS =
      """
      "stats":{"state":"%s","queued":%b,"scheduled":%b,"nodes":1,"totalSplits":10,\
      "queuedSplits":0,"runningSplits":1,"completedSplits":9,"cpuTimeMillis":10,\
      "wallTimeMillis":11,"queuedTimeMillis":1,"elapsedTimeMillis":20,"processedRows":5,\
      "processedBytes":100,"physicalInputBytes":0,"peakMemoryBytes":1000,"spilledBytes":0},\
      "warnings":[]\
      """;

  private final List<URI> urls;

  private StubClusters(List<URI> urls) {
    this.urls = List.copyOf(urls);
  }

  /** Starts them, all in one nginx with one worker; they end with the lab. */
  public static StubClusters start(Lab lab, int count) throws IOException, InterruptedException {
    Program nginx = Program.find("nginx", "nginx");
    List<Integer> ports = FreePorts.pick(count);
    Path folder = Files.createDirectory(lab.folder().resolve("stubs"));
    Files.writeString(folder.resolve("large.json"), largePage());
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, configuration(folder, ports));
    ChildProcess process =
        ChildProcess.start(
            lab,
            "nginx",
            nginx.command("-p", folder.toString(), "-c", configuration.toString()),
            Map.of());
    var clusters =
        new StubClusters(
            ports.stream().map(port -> URI.create("http://127.0.0.1:" + port)).toList());
    process.await(
        Duration.ofMillis(20),
        Duration.ofSeconds(10),
        "answer",
        () -> FirstStatement.submitTo(clusters.urls.getLast()));
    return clusters;
  }

  /** Where they listen. */
  public List<URI> urls() {
    return urls;
  }

  /** The path of a page of a query. */
  public static String pagePath(String queryId, String page) {
    return "/v1/statement/executing/" + queryId + "/" + page;
  }

  private static String configuration(Path folder, List<Integer> ports) {
    String servers =
        IntStream.range(0, ports.size())
            .mapToObj(i -> server(folder, ports.get(i), "c%04d".formatted(i)))
            .collect(Collectors.joining());
    String temporary =
        List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").stream()
            .map(kind -> "  %s_temp_path %s/%s;\n".formatted(kind, folder, kind))
            .collect(Collectors.joining());
    return """
    worker_processes 1;
    worker_rlimit_nofile 16384;
    daemon off;
    pid %s/nginx.pid;
    error_log stderr error;
    events { worker_connections 8192; }
    http {
      access_log off;
      keepalive_requests 1000000000;
      keepalive_timeout 600s;
      client_body_buffer_size 1m;
      sendfile on;
      tcp_nopush on;
      open_file_cache max=10;
      default_type application/json;
      map $http_x_trino_source $page { default small; sluice-probe last; }
    %s%s}
    """
        .formatted(folder, temporary, servers);
  }

  private static String server(Path folder, int port, String coordinator) {
    return """
      server {
        listen 127.0.0.1:%d backlog=4096;
        location = /v1/info {
          return 200 '{"nodeVersion":{"version":"483"},"environment":"bench","coordinator":true,\
    "coordinatorId":"%s","starting":false,"uptime":"1.00h"}';
        }
        location = /v1/statement { return 200 '%s'; }
        location ~ "^/v1/statement/executing/([^/]+)/large/" { alias %s/large.json; }
        location ~ "^/v1/statement/executing/([^/]+)/chunked/" {
          alias %s/large.json;
          addition_types application/json;
          add_after_body /nothing;
        }
        location = /nothing { return 200 ''; }
        location ~ "^/v1/statement/queued/([^/]+)/last/" { return 200 '%s'; }
        location ~ "^/v1/statement/[a-z]+/([^/]+)/" { return 200 '%s'; }
      }
    """
        .formatted(
            port, coordinator, firstPage(coordinator), folder, folder, lastPage(), smallPage());
  }

  private static String firstPage(String coordinator) {
    String id = "20260101_${connection}_${connection_requests}_" + coordinator;
    return """
    {"id":"%1$s","infoUri":"http://$http_host/ui/query.html?%1$s",\
    "nextUri":"http://$http_host/v1/statement/queued/%1$s/$page/1",%2$s}\
    """
        .formatted(id, STATS.formatted("QUEUED", true, false));
  }

  private static String lastPage() {
    return """
    {"id":"$1","infoUri":"http://$http_host/ui/query.html?$1",\
    "columns":[{"name":"Catalog","type":"varchar","typeSignature":{"rawType":"varchar",\
    "arguments":[]}}],"data":[["tpch"]],%s}\
    """
        .formatted(STATS.formatted("FINISHED", false, true));
  }

  private static String smallPage() {
    return """
    {"id":"$1","infoUri":"http://$http_host/ui/query.html?$1",\
    "nextUri":"http://$http_host/v1/statement/executing/$1/small/2",\
    "columns":[{"name":"_col0","type":"integer","typeSignature":{"rawType":"integer","arguments":[]}}],\
    "data":[[1],[2],[3],[4],[5]],%s}\
    """
        .formatted(STATS.formatted("RUNNING", false, true));
  }

  private static String largePage() {
    var page = new StringBuilder(LARGE_PAGE_BYTES + 2_000);
    // A page that other pages follow: proxies look for the next one first.
    page.append("{\"id\":\"20260101_1_1_c0000\",\"infoUri\":\"http://127.0.0.1/ui/\",");
    page.append(
        "\"nextUri\":\"http://127.0.0.1/v1/statement/executing/20260101_1_1_c0000/large/2\",");
    page.append(
        "\"columns\":[{\"name\":\"a\",\"type\":\"bigint\"},{\"name\":\"b\",\"type\":\"varchar\"}],");
    page.append("\"data\":[[0,\"first\"]");
    for (int row = 1; page.length() < LARGE_PAGE_BYTES; row++) {
      page.append(",[").append(row * 7919L).append(",\"customer number ").append(row).append("\"]");
    }
    return page.append("],").append(STATS.formatted("RUNNING", false, true)).append('}').toString();
  }
}
