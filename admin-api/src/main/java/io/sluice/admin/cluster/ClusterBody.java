package io.sluice.admin.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.wire.Fields;
import io.sluice.admin.wire.TimeSpan;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a cluster's spec out of a request's body. */
final class ClusterBody {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** What answers tell beside the spec: what was read may be sent back. */
  private static final List<String> ANSWERS_ONLY =
      List.of(
          "state",
          "since",
          "reason",
          "version",
          "detectedDialect",
          "coordinatorId",
          "running",
          "queued",
          "blocked",
          "drain",
          "window",
          "inFlight",
          "workers",
          "cpuUtilisation",
          "memoryUtilisation",
          "catalogs",
          "troubles",
          "uptimeMillis",
          "etag");

  private ClusterBody() {}

  /** A spec that names its cluster. */
  static ClusterSpec read(@Nullable JsonNode body) {
    Fields fields = Fields.of(body);
    return spec(fields, fields.required("name", ClusterName::new)).spec();
  }

  /** A spec for the cluster {@code name}; a name in the body must be the same. */
  static ClusterReplacement read(@Nullable JsonNode body, ClusterName name) {
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

  /** Reads all fields; what is wrong with any of them is told before something comes of them. */
  private static ClusterReplacement spec(Fields fields, Optional<ClusterName> name) {
    Optional<URI> url = fields.required("url", ClusterBody::coordinatorUrl);
    Optional<Dialect> dialect = fields.constant("dialect", Dialect.class);
    List<Membership> memberships = MembershipFields.read(fields);
    String location = fields.text("location").orElse("");
    Map<String, String> labels = fields.textMap("labels");
    int capacity =
        fields
            .wholeNumber("capacity", 1, ClusterSpec.MAX_CAPACITY)
            .orElse(ClusterSpec.DEFAULT_CAPACITY);
    Optional<URI> externalUrl = fields.parsed("externalUrl", ClusterBody::webUrl);
    boolean keepsCredentials = !fields.has("credentials");
    Optional<Credentials> credentials = CredentialFields.read(fields);
    fields.truth("hasCredentials", false);
    TlsTrust tls = fields.object("tls").map(ClusterBody::tls).orElse(TlsTrust.USUAL);
    UriMode uris = fields.constant("uris", UriMode.class).orElse(UriMode.HOST);
    ProbeKind probe = fields.constant("probe", ProbeKind.class).orElse(ProbeKind.AUTO);
    int minWorkers = fields.wholeNumber("minWorkers", 0, ClusterSpec.MAX_WORKERS).orElse(0);
    List<Optional<MaintenanceWindow>> maintenance =
        fields.objectsOrNone("maintenance").stream().map(ClusterBody::window).toList();
    fields.ignore(ANSWERS_ONLY);
    fields.check();
    return new ClusterReplacement(
        new ClusterSpec(
            name.orElseThrow(),
            url.orElseThrow(),
            dialect,
            memberships,
            location,
            labels,
            capacity,
            externalUrl,
            credentials,
            tls,
            uris,
            probe,
            minWorkers,
            maintenance.stream().flatMap(Optional::stream).toList()),
        keepsCredentials);
  }

  private static TlsTrust tls(Fields tls) {
    Optional<Path> authorities = tls.parsed("authorities", ClusterBody::path);
    return new TlsTrust(authorities, tls.truth("verifyHost", true));
  }

  private static Path path(String text) {
    String complaint = "'%s' (expected: an absolute path)".formatted(text);
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(complaint, e);
    }
    throw new IllegalArgumentException(complaint);
  }

  private static Optional<MaintenanceWindow> window(Fields window) {
    Optional<String> cron = window.required("cron", ClusterBody::cron);
    Optional<Duration> duration = window.required("duration", ClusterBody::duration);
    Optional<ZoneId> zone = window.parsed("zone", ClusterBody::zone);
    return cron.isPresent() && duration.isPresent()
        ? Optional.of(new MaintenanceWindow(cron.get(), duration.get(), zone))
        : Optional.empty();
  }

  private static String cron(String text) {
    MaintenanceWindow.problemOf(text)
        .ifPresent(problem -> {
          throw new IllegalArgumentException(problem);
        });
    return text;
  }

  private static Duration duration(String text) {
    Duration duration = TimeSpan.parse(text);
    if (duration.compareTo(MaintenanceWindow.LONGEST) > 0) {
      throw new IllegalArgumentException(
          "'%s' (expected: at most %s)".formatted(text, TimeSpan.text(MaintenanceWindow.LONGEST)));
    }
    return duration;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' (expected: a time zone such as UTC or Europe/Berlin)".formatted(text), e);
    }
  }

  private static URI coordinatorUrl(String text) {
    String expected = "http or https, a host, perhaps a port, such as http://trino-1:8080";
    URI url = url(text, expected);
    if (url.getRawPath().isEmpty()) {
      return url;
    }
    if (url.getRawPath().equals("/")) {
      return URI.create(text.substring(0, text.length() - 1));
    }
    throw new IllegalArgumentException(complaint(text, expected));
  }

  private static URI webUrl(String text) {
    return url(text, "http or https, a host, perhaps a path, such as https://trino.example.com");
  }

  private static URI url(String text, String expected) {
    try {
      URI url = new URI(text);
      boolean whole = url.getScheme() != null && url.getHost() != null;
      boolean bare =
          url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
      if (whole && bare && SCHEMES.contains(url.getScheme()) && url.getPort() <= 65_535) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(complaint(text, expected), e);
    }
    throw new IllegalArgumentException(complaint(text, expected));
  }

  /** Does not repeat a password that someone has put before the host. */
  private static String complaint(String text, String expected) {
    return "'%s' (expected: %s)".formatted(text.replaceFirst("//[^/]*@", "//****@"), expected);
  }
}
