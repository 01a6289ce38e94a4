package io.sluice.admin.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that turns an exception into an error answer. Never shows a stack to a client. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

  private final Supplier<String> incidents;

  /**
   * Makes a mapper.
   *
   * @param incidents gives a new name to each unexpected error
   */
  public ProblemMapper(Supplier<String> incidents) {
    this.incidents = incidents;
  }

  @Override
  public Response toResponse(Throwable thrown) {
    return switch (thrown) {
      case ProblemException expected -> expected.problem().toResponse();
      case UnavailableException unavailable -> unavailable(unavailable);
      case StreamReadException malformed -> malformed(malformed);
      case StreamConstraintsException malformed -> malformed(malformed);
      case MismatchedInputException malformed -> malformed(malformed);
      case JsonProcessingException defect -> unexpected(defect);
      case IOException unread -> unread(unread);
      case WebApplicationException refusal -> refused(refusal);
      default -> unexpected(thrown);
    };
  }

  private static Response unavailable(UnavailableException unavailable) {
    log.warn("{}", unavailable.getMessage(), unavailable);
    return ProblemKind.UNAVAILABLE.because(String.valueOf(unavailable.getMessage())).toResponse();
  }

  private static Response malformed(JsonProcessingException malformed) {
    JsonLocation location = malformed.getLocation();
    String place =
        location == null
            ? "body"
            : "body, line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    return ProblemKind.MALFORMED
        .because(
            "%s: %s (expected: one JSON object)".formatted(place, malformed.getOriginalMessage()))
        .toResponse();
  }

  /** The client stalled or left, or sent what is no UTF-8; ports throw no such exception. */
  private static Response unread(IOException unread) {
    log.debug("a request could not be read", unread);
    return ProblemKind.MALFORMED
        .because("body: could not be read (expected: JSON in UTF-8, all of it within 5 seconds)")
        .toResponse();
  }

  /** What Jersey itself refuses, before a resource is reached. */
  private Response refused(WebApplicationException refusal) {
    Response response = refusal.getResponse();
    return switch (response.getStatus()) {
      case 400 -> ProblemKind.MALFORMED.because(reason(refusal)).toResponse();
      case 404 ->
          ProblemKind.NOT_FOUND
              .because("path: (expected: one that exists; GET /api/v1/openapi.json lists them)")
              .toResponse();
      case 405 -> methodNotAllowed(response.getHeaderString(HttpHeaders.ALLOW));
      case 406 ->
          ProblemKind.NOT_ACCEPTABLE
              .because("Accept: (expected: one that admits application/json)")
              .toResponse();
      case 415 ->
          ProblemKind.MEDIA_TYPE.because("Content-Type: (expected: application/json)").toResponse();
      default -> unexpected(refusal);
    };
  }

  private static String reason(WebApplicationException refusal) {
    return refusal.getCause() == null || refusal.getCause().getMessage() == null
        ? "request: %s".formatted(refusal.getMessage())
        : "request: %s".formatted(refusal.getCause().getMessage());
  }

  private static Response methodNotAllowed(String allow) {
    Problem problem = ProblemKind.METHOD.because("method: (expected: one of %s)".formatted(allow));
    return Response.fromResponse(problem.toResponse()).header(HttpHeaders.ALLOW, allow).build();
  }

  private Response unexpected(Throwable thrown) {
    String incident = incidents.get();
    log.error("incident {}", incident, thrown);
    return ProblemKind.UNEXPECTED
        .because(
            "incident: %s (the server's log has the cause under this name)".formatted(incident))
        .toResponse();
  }
}
