package io.sluice.admin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.admin.problem.Problem;
import io.sluice.admin.problem.ProblemKind;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpContainer;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whose Host and target can be read. Jersey's container builds URIs of both before any
 * filter runs, and answers 500 to those that are none.
 */
final class Entrance extends HttpHandler {
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?");

  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

  private final GrizzlyHttpContainer jersey;
  private final JsonMapper mapper;

  Entrance(GrizzlyHttpContainer jersey, JsonMapper mapper) {
    super("admin");
    this.jersey = jersey;
    this.mapper = mapper;
  }

  @Override
  public void start() {
    super.start();
    jersey.start();
  }

  @Override
  public void service(Request request, Response response) throws IOException {
    Optional<String> complaint = complaint(request);
    if (complaint.isEmpty()) {
      jersey.service(request, response);
      return;
    }
    Problem problem = ProblemKind.MALFORMED.because(complaint.get());
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(mapper.writeValueAsBytes(problem));
  }

  @Override
  public void destroy() {
    jersey.destroy();
    super.destroy();
  }

  private static Optional<String> complaint(Request request) {
    @Nullable String host = request.getHeader("Host");
    if (host == null || !HOST.matcher(host).matches()) {
      return Optional.of(
          "Host: '%s' (expected: a name or an address, perhaps a port)".formatted(host));
    }
    @Nullable String query = request.getQueryString();
    if (query != null && BROKEN_ESCAPE.matcher(query).find()) {
      return Optional.of("query: (expected: two hexadecimal digits after each %)");
    }
    try {
      new URI("http://host" + request.getRequestURI());
      return Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.of("path: (expected: one that is encoded well; %s)".formatted(e.getReason()));
    }
  }
}
