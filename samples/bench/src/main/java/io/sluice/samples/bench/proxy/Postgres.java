package io.sluice.samples.bench.proxy;

import io.sluice.samples.bench.machine.ChildProcess;
import io.sluice.samples.bench.machine.FreePorts;
import io.sluice.samples.bench.machine.Lab;
import io.sluice.samples.bench.machine.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL server with a data directory of its own, on loopback, which trusts everybody. */
final class Postgres {
  private static final String PACKAGE = "postgresql";
  private static final String ACCOUNT = "postgres";

  private final ChildProcess process;
  private final int port;
  private final String version;

  private Postgres(ChildProcess process, int port, String version) {
    this.process = process;
    this.port = port;
    this.version = version;
  }

  /** Starts one, which ends with the lab. It refuses to be root, so root starts it as another. */
  static Postgres start(Lab lab) throws IOException, InterruptedException {
    Program server = Program.find("postgres", PACKAGE);
    Path folder = Files.createDirectory(lab.folder().resolve("postgresql"));
    List<String> account = List.of();
    if (System.getProperty("user.name", "").equals("root")) {
      account =
          Program.find("setpriv", "util-linux")
              .command("--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--clear-groups");
      var accounts = folder.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(folder, accounts.lookupPrincipalByName(ACCOUNT));
    }
    String data = folder.resolve("data").toString();
    var prepare = new ArrayList<String>(account);
    prepare.addAll(
        Program.find("initdb", PACKAGE).command("-D", data, "-A", "trust", "-U", ACCOUNT));
    ChildProcess.start(lab, "initdb", prepare, Map.of()).awaitEnd(Duration.ofMinutes(1));
    int port = FreePorts.pick();
    var serve = new ArrayList<String>(account);
    serve.addAll(
        server.command(
            "-D", data, "-h", "127.0.0.1", "-p", Integer.toString(port), "-k", folder.toString()));
    ChildProcess process = ChildProcess.start(lab, "postgres", serve, Map.of());
    process.await(
        Duration.ofMillis(50),
        Duration.ofSeconds(30),
        "readiness",
        () ->
            process.output().contains("ready to accept connections")
                ? Optional.of(true)
                : Optional.empty());
    return new Postgres(process, port, server.version(lab, "--version"));
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  String user() {
    return ACCOUNT;
  }

  String version() {
    return version;
  }

  /** Its processes as they are now; each connection is one. */
  List<Long> processes() {
    return process.family();
  }
}
