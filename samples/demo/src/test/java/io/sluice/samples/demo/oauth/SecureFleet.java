package io.sluice.samples.demo.oauth;

import io.sluice.samples.demo.LocalBroker;
import io.sluice.samples.demo.client.ClientProcess;
import io.sluice.samples.demo.client.ClientPrograms;
import io.sluice.samples.demo.disk.FolderTree;
import io.sluice.samples.demo.engine.EngineProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Two Trinos that ask for logins and spool their rows, two brokers with TLS before them behind one
 * address, and two without TLS: started at the first use, shared by all classes of the run, closed
 * at its end. Statements of the source {@code b} go to the Trino {@code trino-b}, all others to
 * {@code trino-a}.
 */
public final class SecureFleet implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final String PASSWORD = "changeit";

  private final List<AutoCloseable> started = new ArrayList<>();
  private final List<EngineProcess> engines = new ArrayList<>();
  private final List<URI> plain = new ArrayList<>();
  private final List<URI> secure = new ArrayList<>();
  private final Path folder;
  private final ClientPrograms programs;
  private final RoundRobin balancer;
  private final RoundRobin plainBalancer;

  private SecureFleet(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.programs = ClientPrograms.install();
    this.balancer = new RoundRobin();
    this.plainBalancer = new RoundRobin();
    started.add(balancer);
    started.add(plainBalancer);
  }

  private void start() throws IOException, InterruptedException {
    List<Integer> ports = freePorts(3);
    var provider = IdentityProvider.start(ports.get(0), front().resolve("/oauth2/callback"));
    started.add(provider);
    var trino = new SecureTrino(folder);
    for (int i = 0; i < 2; i++) {
      var engine = trino.start(i == 0 ? "trino-a" : "trino-b", ports.get(i + 1), provider.issuer());
      started.add(engine);
      engines.add(engine);
    }
    Path keystore = keystore();
    for (EngineProcess engine : engines) {
      engine.awaitReady(START_LIMIT);
    }
    String tls = ", tls: { keystore: %s, password: %s }".formatted(keystore, PASSWORD);
    for (String name : List.of("first", "second")) {
      secure.add(broker(name + "-secure", tls, "forwarded", "secure"));
      plain.add(broker(name + "-plain", "", "host", "plain"));
    }
    balancer.start(secure);
    plainBalancer.start(plain);
  }

  private URI broker(String name, String tls, String uris, String store) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        Files.createDirectories(home.resolve("rules")).resolve("b.drl"),
        "rule \"b\" when Query(source == \"b\") then decision.route(\"b\"); end\n");
    Path file =
        Files.writeString(
            home.resolve("sluice.yaml"),
            """
            front: { host: 127.0.0.1, port: 0%1$s }
            admin: { port: 0 }
            store: { url: "jdbc:h2:mem:%2$s-fleet;DB_CLOSE_DELAY=-1", journal: { directory: journal } }
            rules: { directory: rules, defaultGroup: a, budget: 1s }
            clusters:
              - { name: trino-a, group: a, url: "%3$s", dialect: trino, uris: %5$s }
              - { name: trino-b, group: b, url: "%4$s", dialect: trino, uris: %5$s }
            """
                .formatted(tls, store, engines.get(0).url(), engines.get(1).url(), uris));
    LocalBroker broker = LocalBroker.start(file);
    started.add(broker);
    return broker.front();
  }

  private Path keystore() throws IOException, InterruptedException {
    Path keystore = folder.resolve("front.p12");
    ClientProcess.Ending keytool =
        ClientProcess.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "front",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD),
            folder,
            START_LIMIT);
    if (keytool.exit() != 0) {
      throw new IOException("keytool: " + keytool.err());
    }
    return keystore;
  }

  private static List<Integer> freePorts(int count) throws IOException {
    var held = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  /** The one address of both brokers with TLS: each connection reaches the other one. */
  URI front() {
    return URI.create("https://localhost:" + balancer.port());
  }

  /** The one address of both brokers without TLS, likewise. */
  public URI plainFront() {
    return URI.create("http://localhost:" + plainBalancer.port());
  }

  /** The two brokers without TLS, which share a store. */
  public List<URI> plainFronts() {
    return List.copyOf(plain);
  }

  /** The Trinos themselves, a's first. */
  public List<URI> engines() {
    return engines.stream().map(EngineProcess::url).toList();
  }

  public ClientPrograms programs() {
    return programs;
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    try {
      for (AutoCloseable one : started.reversed()) {
        one.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("a part did not close", e);
    }
    FolderTree.delete(folder);
  }

  /** Hands the fleet to tests. */
  public static final class Shared implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
        ExtensionContext.Namespace.create(SecureFleet.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == SecureFleet.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .getOrComputeIfAbsent(SecureFleet.class, _ -> fleet(), SecureFleet.class);
    }

    private static SecureFleet fleet() {
      try {
        var fleet = new SecureFleet(Files.createTempDirectory("sluice-secure-fleet-"));
        fleet.start();
        return fleet;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the fleet started", e);
      }
    }
  }
}
