package io.sluice.admin.ruletrial;

import io.sluice.admin.precondition.IfMatch;
import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.problem.Problem;
import io.sluice.admin.problem.ProblemKind;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What both kinds of trials have in common on the wire. */
final class TrialAnswer {
  private TrialAnswer() {}

  /** Which trial a request means to change; it must say. */
  static Precondition required(HttpHeaders headers) {
    return IfMatch.read(Optional.ofNullable(headers.getHeaderString(HttpHeaders.IF_MATCH)));
  }

  /** Which trial a request means to replace, if any. */
  static Optional<Precondition> optional(HttpHeaders headers) {
    return Optional.ofNullable(headers.getHeaderString(HttpHeaders.IF_MATCH))
        .map(header -> IfMatch.read(Optional.of(header)));
  }

  static Response view(TrialView trial) {
    return Response.ok(trial).tag(new EntityTag(trial.etag())).build();
  }

  static Problem notFound(String kind) {
    return ProblemKind.NOT_FOUND.because(
        "%s: none (expected: one that runs; PUT begins one)".formatted(kind));
  }

  static Response of(TrialChange change, String kind) {
    return switch (change) {
      case TrialChange.Begun(TrialView trial) ->
          Response.status(Response.Status.CREATED)
              .tag(new EntityTag(trial.etag()))
              .entity(trial)
              .build();
      case TrialChange.Changed(TrialView trial) -> view(trial);
      case TrialChange.Ended _ -> Response.noContent().build();
      case TrialChange.Promoted(Promotion promotion) -> Response.ok(promotion).build();
      case TrialChange.NotFound _ -> throw notFound(kind).toException();
      case TrialChange.Running(String etag) ->
          throw ProblemKind.PRECONDITION_REQUIRED
              .because(
                  "If-Match: missing (expected: \"%s\", the %s that runs and is to be replaced)"
                      .formatted(etag, kind))
              .toException();
      case TrialChange.Stale(String etag) ->
          throw ProblemKind.STALE
              .because(
                  "If-Match: names another state (expected: \"%s\"; GET the %s again)"
                      .formatted(etag, kind))
              .toException();
      case TrialChange.UnknownVersion unknown ->
          throw Problem.invalid(
                  "version",
                  "'%s' (expected: one that was active before, or files)"
                      .formatted(unknown.version()))
              .toException();
      case TrialChange.Invalid invalid -> throw Problem.invalid(invalid.problems()).toException();
    };
  }
}
