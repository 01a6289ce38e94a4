package io.sluice.broker.certificate;

import io.sluice.broker.config.TlsConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Reads a certificate and its key from PKCS12. */
final class KeystoreFile {
  private KeystoreFile() {}

  static KeyPairing read(TlsConfig.Keystore keystore) throws IOException {
    byte[] content = TlsFile.content("front.tls.keystore", keystore.file(), "a PKCS12 file");
    char[] password = keystore.password().toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      load(store, content, password, keystore);
      List<KeyPairing> found = pairings(store, password);
      if (found.size() != 1) {
        throw new IOException(
            "front.tls.keystore: %s has %d private keys (expected: one, with its certificates)"
                .formatted(keystore.file(), found.size()));
      }
      return found.getFirst();
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "front.tls.keystore: the key in %s can't be read: %s (expected: a key with the password of the file)"
              .formatted(keystore.file(), e.getMessage()),
          e);
    }
  }

  private static void load(
      KeyStore store, byte[] content, char[] password, TlsConfig.Keystore keystore)
      throws IOException, GeneralSecurityException {
    try {
      store.load(new ByteArrayInputStream(content), password);
    } catch (IOException e) {
      throw new IOException(
          "front.tls.keystore: %s can't be opened: %s (expected: PKCS12, and its password in front.tls.password)"
              .formatted(keystore.file(), e.getMessage()),
          e);
    }
  }

  private static List<KeyPairing> pairings(KeyStore store, char[] password)
      throws GeneralSecurityException {
    var found = new ArrayList<KeyPairing>();
    for (String alias : Collections.list(store.aliases())) {
      Key key = store.isKeyEntry(alias) ? store.getKey(alias, password) : null;
      if (key instanceof PrivateKey secret) {
        List<X509Certificate> chain =
            Arrays.stream(store.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        found.add(new KeyPairing(secret, chain));
      }
    }
    return found;
  }
}
