package io.sluice.admin.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.wire.Fields;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a cluster's spec out of a request's body. */
final class ClusterBody {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private ClusterBody() {}

  /** A spec that names its cluster. */
  static ClusterSpec read(@Nullable JsonNode body) {
    Fields fields = Fields.of(body);
    return spec(fields, fields.required("name", ClusterName::new));
  }

  /** A spec for the cluster {@code name}; a name in the body must be the same. */
  static ClusterSpec read(@Nullable JsonNode body, ClusterName name) {
    Fields fields = Fields.of(body);
    Optional<ClusterName> said = fields.parsed("name", ClusterName::new);
    if (said.isPresent() && !said.get().equals(name)) {
      fields.refuse(
          "name",
          "'%s' (expected: '%s', as in the path; a cluster keeps its name)"
              .formatted(said.get(), name));
    }
    return spec(fields, Optional.of(name));
  }

  private static ClusterSpec spec(Fields fields, Optional<ClusterName> name) {
    Optional<URI> url = fields.required("url", ClusterBody::url);
    Optional<Dialect> dialect = fields.constant("dialect", Dialect.class);
    Optional<GroupName> group = fields.required("group", GroupName::new);
    String location = fields.text("location").orElse("");
    Map<String, String> labels = fields.textMap("labels");
    int weight = fields.integer("weight", 1, Membership.DEFAULT_WEIGHT);
    int capacity = fields.integer("capacity", 1, ClusterSpec.DEFAULT_CAPACITY);
    fields.check();
    return new ClusterSpec(
        name.orElseThrow(),
        url.orElseThrow(),
        dialect,
        List.of(new Membership(group.orElseThrow(), weight, 0)),
        location,
        labels,
        capacity,
        Optional.empty(),
        Optional.empty(),
        TlsTrust.USUAL,
        ProbeKind.AUTO,
        0,
        List.of());
  }

  private static URI url(String text) {
    String complaint =
        "'%s' (expected: http or https, a host, perhaps a port, such as http://trino-1:8080)"
            .formatted(text);
    try {
      URI url = new URI(text);
      boolean whole = url.getScheme() != null && url.getHost() != null;
      boolean bare =
          url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
      if (whole && bare && SCHEMES.contains(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(complaint, e);
    }
    throw new IllegalArgumentException(complaint);
  }
}
