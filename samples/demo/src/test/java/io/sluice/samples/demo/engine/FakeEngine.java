package io.sluice.samples.demo.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An installation whose coordinator is forty lines of Java that answer /v1/info. */
final class FakeEngine {
  private static final String COORDINATOR =
      """
      import com.sun.net.httpserver.HttpServer;
      import java.net.InetAddress;
      import java.net.InetSocketAddress;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.util.Properties;

      public final class StartTrino {
        public static void main(String[] arguments) throws Exception {
          ParentWatch.start();
          var properties = new Properties();
          try (var in = Files.newInputStream(Path.of(System.getProperty("config")))) {
            properties.load(in);
          }
          if (properties.getProperty("node.id").equals("broken")) {
            throw new IllegalStateException("told to break");
          }
          int port = Integer.parseInt(properties.getProperty("http-server.http.port"));
          var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
          byte[] info = "{\\"starting\\":false}".getBytes();
          server.createContext("/v1/info", exchange -> {
            exchange.sendResponseHeaders(200, info.length);
            exchange.getResponseBody().write(info);
            exchange.close();
          });
          server.start();
          System.out.println("up as " + arguments[0]);
        }
      }
      """;

  private FakeEngine() {}

  static Installation install(Path folder) throws IOException {
    var installation = new Installation(Engine.TRINO, folder);
    Path launch = Files.createDirectories(installation.launcher().getParent());
    Files.createDirectories(folder.resolve("trino-server"));
    Files.writeString(installation.launcher(), COORDINATOR);
    Files.copy(Path.of("engines/launch/ParentWatch.java"), launch.resolve("ParentWatch.java"));
    return installation;
  }

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
