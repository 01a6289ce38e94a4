package io.sluice.admin.problem;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * An error answer (RFC 9457).
 *
 * @param type names the kind of problem, for programs
 * @param title names the kind of problem, for people
 * @param status the HTTP status
 * @param detail what was found, and how to mend it
 * @param errors what is wrong with which field; left out when it is about no field
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldProblem> errors) {

  /** The media type of every error answer. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  /** All that is wrong with a request, at once. */
  public static Problem invalid(List<FieldProblem> errors) {
    String detail =
        errors.stream().map(error -> error.field() + ": " + error.message()).collect(joining("; "));
    return ProblemKind.INVALID.because(detail, errors);
  }

  /** Rule files that can't be used; each error names a place as {@code file:line:column}. */
  public static Problem refusedRules(List<FieldProblem> errors) {
    String detail =
        errors.stream().map(error -> error.field() + ": " + error.message()).collect(joining("; "));
    return ProblemKind.UNUSABLE_RULES.because(detail, errors);
  }

  /** The one thing that is wrong with a request. */
  public static Problem invalid(String field, String message) {
    return invalid(List.of(new FieldProblem(field, message)));
  }

  /** There is nothing by that name. */
  public static Problem notFound(String what, String name, String list) {
    return ProblemKind.NOT_FOUND.because(
        "%s: '%s' (expected: one that exists; GET %s lists them)".formatted(what, name, list));
  }

  public Response toResponse() {
    return Response.status(status)
        .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .entity(this)
        .build();
  }

  public ProblemException toException() {
    return new ProblemException(this);
  }
}
