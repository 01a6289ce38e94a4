package io.sluice.broker.certificate;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/** A private key and the certificates that go with it, the server's own first. */
record KeyPairing(PrivateKey key, List<X509Certificate> chain) {
  KeyPairing {
    chain = List.copyOf(chain);
  }

  X509Certificate own() {
    return chain.getFirst();
  }

  /** Whether what the key signs is what the server's own certificate verifies. */
  boolean fits() throws GeneralSecurityException {
    PublicKey shown = own().getPublicKey();
    if (!shown.getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    byte[] sample = own().getEncoded();
    Signature signing = Signature.getInstance(algorithm());
    signing.initSign(key);
    signing.update(sample);
    byte[] signature = signing.sign();
    Signature verifying = Signature.getInstance(algorithm());
    verifying.initVerify(shown);
    verifying.update(sample);
    return verifying.verify(signature);
  }

  private String algorithm() {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  /** Which certificate is not followed by its issuer's, counted from 1; 0 when all are. */
  int brokenAt() {
    for (int i = 0; i + 1 < chain.size(); i++) {
      if (!chain
          .get(i)
          .getIssuerX500Principal()
          .equals(chain.get(i + 1).getSubjectX500Principal())) {
        return i + 1;
      }
    }
    return 0;
  }
}
