package io.sluice.broker.config;

import io.sluice.broker.config.Section.Located;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys below {@code front.tls}. */
final class TlsLayout {
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private final Kind<Optional<Path>> file;

  TlsLayout(Path folder) {
    this.file = Kind.optional(Kind.path(folder));
  }

  /** Nothing when no file is named: clients then speak plain HTTP. */
  Optional<TlsConfig> read(Section tls) {
    Optional<Path> certificate = tls.value("certificate", file, Optional.empty());
    Optional<Path> key = tls.value("key", file, Optional.empty());
    Optional<Path> keystore = tls.value("keystore", file, Optional.empty());
    String password = tls.value("password", Kind.secret(), "");
    List<String> protocols = protocols(tls);
    if (keystore.isPresent()) {
      if (certificate.isPresent() || key.isPresent()) {
        tls.complain("keystore", keystore.get().toString(), "either it, or certificate and key");
      }
      return Optional.of(
          new TlsConfig(new TlsConfig.Keystore(keystore.get(), password), protocols));
    }
    if (certificate.isPresent() && key.isPresent()) {
      return Optional.of(new TlsConfig(new TlsConfig.Pem(certificate.get(), key.get()), protocols));
    }
    if (certificate.isPresent()) {
      tls.complain("key", "missing", "the path of the certificate's private key, PEM");
    } else if (key.isPresent()) {
      tls.complain("certificate", "missing", "the path of the key's certificate, PEM");
    } else if (!password.isEmpty()) {
      tls.complain("password", "without a keystore", "keystore: the path of a PKCS12 file");
    }
    return Optional.empty();
  }

  private static List<String> protocols(Section tls) {
    List<String> said =
        tls
            .values("protocols", Kind.oneOf(PROTOCOLS.toArray(new String[0]), protocol -> protocol))
            .stream()
            .map(Located::value)
            .distinct()
            .toList();
    return said.isEmpty() ? PROTOCOLS : said;
  }

  static Map<String, Object> effective(Optional<TlsConfig> tls) {
    Optional<TlsConfig.Keys> keys = tls.map(TlsConfig::keys);
    Optional<TlsConfig.Pem> pem =
        keys.filter(TlsConfig.Pem.class::isInstance).map(TlsConfig.Pem.class::cast);
    Optional<TlsConfig.Keystore> store =
        keys.filter(TlsConfig.Keystore.class::isInstance).map(TlsConfig.Keystore.class::cast);
    var mapping = new LinkedHashMap<String, Object>();
    mapping.put("certificate", pem.map(it -> it.certificate().toString()).orElse(""));
    mapping.put("key", pem.map(it -> it.key().toString()).orElse(""));
    mapping.put("keystore", store.map(it -> it.file().toString()).orElse(""));
    mapping.put("password", store.map(it -> Secrets.mask(it.password())).orElse(""));
    mapping.put("protocols", tls.map(TlsConfig::protocols).orElse(PROTOCOLS));
    return mapping;
  }
}
