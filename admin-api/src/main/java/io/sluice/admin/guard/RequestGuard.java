package io.sluice.admin.guard;

import io.sluice.admin.problem.Problem;
import io.sluice.admin.problem.ProblemKind;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A server on loopback can still be reached by any web page that runs in a browser on the same
 * machine. This keeps such pages out:
 *
 * <ul>
 *   <li>the Host must be an IP address, localhost, or the name that the server is bound to: a page
 *       whose own name was rebound to 127.0.0.1 sends that name;
 *   <li>a change must not come from a page of another origin;
 *   <li>a change's body must be JSON, which a page of another origin can't send unasked; nor can it
 *       send a PUT unasked, so that may be of any type.
 * </ul>
 */
@PreMatching
public final class RequestGuard implements ContainerRequestFilter {
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");
  private static final Pattern PORT = Pattern.compile(":\\d*$");
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final String boundHost;

  /**
   * Makes a guard.
   *
   * @param boundHost the host that the server was told to listen at
   */
  public RequestGuard(String boundHost) {
    this.boundHost = boundHost;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    refusal(request).ifPresent(problem -> request.abortWith(problem.toResponse()));
  }

  private Optional<Problem> refusal(ContainerRequestContext request) {
    String host = header(request, HttpHeaders.HOST).orElse("");
    if (!isOurs(PORT.matcher(host).replaceFirst(""))) {
      return Optional.of(
          ProblemKind.FOREIGN_HOST.because(
              "Host: '%s' (expected: an IP address, localhost or %s)".formatted(host, boundHost)));
    }
    return READS.contains(request.getMethod()) ? Optional.empty() : refusalOfChange(request, host);
  }

  private static Optional<Problem> refusalOfChange(ContainerRequestContext request, String host) {
    Optional<String> origin = header(request, "Origin");
    if (origin.isPresent() && !isSame(origin.get(), host)) {
      return Optional.of(
          ProblemKind.FOREIGN_ORIGIN.because(
              "Origin: '%s' (expected: none, or that of Host '%s')".formatted(origin.get(), host)));
    }
    if (request.getMethod().equals("PUT")) {
      return Optional.empty();
    }
    Optional<String> type = header(request, HttpHeaders.CONTENT_TYPE);
    if ((type.isPresent() && !isJson(type.get())) || (type.isEmpty() && request.hasEntity())) {
      return Optional.of(
          ProblemKind.MEDIA_TYPE.because(
              "Content-Type: '%s' (expected: application/json)".formatted(type.orElse(""))));
    }
    return Optional.empty();
  }

  private boolean isOurs(String host) {
    return ADDRESS.matcher(host).matches()
        || host.equalsIgnoreCase("localhost")
        || host.equalsIgnoreCase(boundHost);
  }

  /** The admin port speaks plain HTTP, so an origin of any other scheme is another one. */
  private static boolean isSame(String origin, String host) {
    try {
      URI uri = new URI(origin);
      return "http".equalsIgnoreCase(uri.getScheme()) && host.equalsIgnoreCase(uri.getAuthority());
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean isJson(String type) {
    String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return bare.equals(MediaType.APPLICATION_JSON);
  }

  private static Optional<String> header(ContainerRequestContext request, String name) {
    return Optional.ofNullable(request.getHeaderString(name));
  }
}
