package io.sluice.broker.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An authority of the test's own, and certificates that it has issued, made with Java's keytool.
 */
public final class TestCertificates {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final String name;

  private TestCertificates(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /** Makes an authority of that name. */
  public static TestCertificates authority(Path folder, String name) throws IOException {
    var authority = new TestCertificates(folder, name);
    authority.keytool(
        "-genkeypair", "-alias", name, "-dname", "CN=" + name, "-ext", "bc:c=ca:true");
    authority.keytool("-exportcert", "-rfc", "-alias", name, "-file", authority.pem().toString());
    return authority;
  }

  /** The authority's certificate, PEM. */
  public Path pem() {
    return folder.resolve(name + ".pem");
  }

  /** The authority's certificate as keytool puts it into a trust store. */
  public Path pkcs12() throws IOException {
    Path file = folder.resolve(name + "-trust.p12");
    run(
        List.of(
            "-importcert",
            "-noprompt",
            "-alias",
            name,
            "-file",
            pem().toString(),
            "-keystore",
            file.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD));
    return file;
  }

  /** A server's TLS with a certificate for these hosts, such as {@code ip:127.0.0.1}. */
  public SSLContext server(String commonName, String hosts) throws IOException {
    String server = "server-" + commonName;
    keytool(
        "-genkeypair",
        "-alias",
        server,
        "-dname",
        "CN=" + commonName,
        "-ext",
        "san=" + hosts,
        "-signer",
        name);
    return context(server);
  }

  /** Of the key store, that server's key only. */
  private SSLContext context(String server) throws IOException {
    try (var file = Files.newInputStream(keys())) {
      KeyStore all = KeyStore.getInstance("PKCS12");
      all.load(file, PASSWORD.toCharArray());
      KeyStore one = KeyStore.getInstance("PKCS12");
      one.load(null, null);
      one.setKeyEntry(
          server,
          all.getKey(server, PASSWORD.toCharArray()),
          PASSWORD.toCharArray(),
          all.getCertificateChain(server));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(one, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private Path keys() {
    return folder.resolve(name + "-keys.p12");
  }

  private void keytool(String... arguments) throws IOException {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-keystore", keys().toString(), "-storetype", "PKCS12"));
    all.addAll(List.of("-storepass", PASSWORD));
    if (arguments[0].equals("-genkeypair")) {
      all.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    }
    run(all);
  }

  private static void run(List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
