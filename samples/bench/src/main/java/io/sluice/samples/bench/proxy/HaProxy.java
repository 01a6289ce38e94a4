package io.sluice.samples.bench.proxy;

import io.sluice.samples.bench.fleet.FirstStatement;
import io.sluice.samples.bench.machine.ChildProcess;
import io.sluice.samples.bench.machine.FreePorts;
import io.sluice.samples.bench.machine.JavaFigures;
import io.sluice.samples.bench.machine.Lab;
import io.sluice.samples.bench.machine.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** HAProxy with one thread, which carries bytes and decides nothing: what all ratios are to. */
public final class HaProxy implements Proxy {
  private final ChildProcess process;
  private final URI url;
  private final String version;
  private final String queryId;

  private HaProxy(ChildProcess process, URI url, String version, String queryId) {
    this.process = process;
    this.url = url;
    this.version = version;
    this.queryId = queryId;
  }

  /** Starts one before these clusters; it ends with the lab. */
  public static HaProxy start(Lab lab, List<URI> clusters)
      throws IOException, InterruptedException {
    Program haproxy = Program.find("haproxy", "haproxy");
    int port = FreePorts.pick();
    Path configuration = lab.folder().resolve("haproxy.cfg");
    Files.writeString(configuration, configuration(port, clusters));
    ChildProcess process =
        ChildProcess.start(
            lab, "haproxy", haproxy.command("-db", "-f", configuration.toString()), Map.of());
    URI url = URI.create("http://127.0.0.1:" + port);
    String queryId =
        process.await(
            Duration.ofMillis(20),
            Duration.ofSeconds(10),
            "answer",
            () -> FirstStatement.submitTo(url));
    return new HaProxy(process, url, haproxy.version(lab, "-v"), queryId);
  }

  private static String configuration(int port, List<URI> clusters) {
    String servers =
        IntStream.range(0, clusters.size())
            .mapToObj(i -> "  server s%d %s%n".formatted(i, clusters.get(i).getAuthority()))
            .collect(Collectors.joining());
    return """
    global
      nbthread 1
      maxconn 4000
    defaults
      mode http
      timeout connect 5s
      timeout client 600s
      timeout server 600s
      option http-keep-alive
      http-reuse always
    frontend clients
      bind 127.0.0.1:%d
      default_backend clusters
    backend clusters
      balance roundrobin
    %s\
    """
        .formatted(port, servers);
  }

  @Override
  public String name() {
    return "HAProxy";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public String queryId() {
    return queryId;
  }

  @Override
  public List<Long> processes() {
    return process.family();
  }

  @Override
  public List<Long> database() {
    return List.of();
  }

  @Override
  public Optional<JavaFigures> java() {
    return Optional.empty();
  }
}
