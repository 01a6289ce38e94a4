package io.sluice.broker.probe;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.Credentials;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.cluster.ProbeKind;
import io.sluice.admin.cluster.SecretReference;
import io.sluice.admin.cluster.TlsTrust;
import io.sluice.admin.cluster.UriMode;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clusters as tests name them: a URL, and whatever matters to the test. */
record Specs(
    URI url,
    Optional<Dialect> dialect,
    Optional<Credentials> credentials,
    TlsTrust tls,
    ProbeKind kind) {

  static Specs at(URI url) {
    return new Specs(url, Optional.empty(), Optional.empty(), TlsTrust.USUAL, ProbeKind.AUTO);
  }

  Specs speaking(Dialect known) {
    return new Specs(url, Optional.of(known), credentials, tls, kind);
  }

  Specs as(String user, String password) {
    return new Specs(
        url,
        dialect,
        Optional.of(new Credentials(user, Optional.of(SecretReference.parse(password)))),
        tls,
        kind);
  }

  Specs trusting(TlsTrust trust) {
    return new Specs(url, dialect, credentials, trust, kind);
  }

  ClusterSpec asking(ProbeKind how) {
    return made("etl-1", how);
  }

  ClusterSpec named(String name) {
    return made(name, kind);
  }

  private ClusterSpec made(String name, ProbeKind how) {
    return new ClusterSpec(
        new ClusterName(name),
        url,
        dialect,
        List.of(Membership.of(new GroupName("etl"))),
        "",
        Map.of(),
        ClusterSpec.DEFAULT_CAPACITY,
        Optional.empty(),
        credentials,
        tls,
        UriMode.HOST,
        how,
        0,
        List.of());
  }

  ClusterSpec spec() {
    return asking(kind);
  }
}
