package io.sluice.broker.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * An authority of the test's own, and certificates that it has issued, made with Java's keytool.
 */
public final class TestCertificates {
  public static final String PASSWORD = "changeit";

  private final Path folder;
  private final String name;

  private TestCertificates(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /** Makes an authority of that name. */
  public static TestCertificates authority(Path folder, String name) throws IOException {
    var authority = new TestCertificates(folder, name);
    authority.issue("EC", "-alias", name, "-dname", "CN=" + name, "-ext", "bc:c=ca:true");
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
    issue(
        "EC",
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

  /**
   * A server's files, with a certificate for these hosts.
   *
   * @param certificates PEM, the server's own first
   * @param key PEM, PKCS#8
   * @param keystore both as PKCS12, with {@link #PASSWORD}
   */
  public record ServerFiles(Path certificates, Path key, Path keystore) {}

  /** Issues a server's certificate; {@code algorithm} is that of its key, RSA or EC. */
  public ServerFiles serverFiles(String commonName, String hosts, String algorithm)
      throws IOException {
    String server = "server-" + commonName;
    issue(
        algorithm,
        "-alias",
        server,
        "-dname",
        "CN=" + commonName,
        "-ext",
        "san=" + hosts,
        "-signer",
        name);
    var files =
        new ServerFiles(
            folder.resolve(server + ".pem"),
            folder.resolve(server + "-key.pem"),
            folder.resolve(server + ".p12"));
    try {
      KeyStore one = single(server);
      var chain = new StringBuilder();
      for (Certificate certificate : one.getCertificateChain(server)) {
        chain.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
      Files.writeString(files.certificates(), chain);
      Key key = one.getKey(server, PASSWORD.toCharArray());
      Files.writeString(files.key(), pem("PRIVATE KEY", key.getEncoded()));
      try (var out = Files.newOutputStream(files.keystore())) {
        one.store(out, PASSWORD.toCharArray());
      }
      return files;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String pem(String what, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what);
  }

  /** A client's TLS that believes this authority alone. */
  public SSLContext client() throws IOException {
    try (var file = Files.newInputStream(pem())) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          name, CertificateFactory.getInstance("X.509").generateCertificate(file));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Of the key store, that server's key only. */
  private SSLContext context(String server) throws IOException {
    try {
      KeyStore one = single(server);
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

  private KeyStore single(String server) throws IOException, GeneralSecurityException {
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
      return one;
    }
  }

  private Path keys() {
    return folder.resolve(name + "-keys.p12");
  }

  private void keytool(String... arguments) throws IOException {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-keystore", keys().toString(), "-storetype", "PKCS12"));
    all.addAll(List.of("-storepass", PASSWORD));
    run(all);
  }

  private void issue(String algorithm, String... arguments) throws IOException {
    var all = new ArrayList<>(List.of("-genkeypair", "-validity", "2", "-keyalg", algorithm));
    all.addAll(
        algorithm.equals("EC") ? List.of("-groupname", "secp256r1") : List.of("-keysize", "2048"));
    all.addAll(List.of("-keystore", keys().toString(), "-storetype", "PKCS12"));
    all.addAll(List.of("-storepass", PASSWORD));
    all.addAll(List.of(arguments));
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
