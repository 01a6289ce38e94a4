package io.sluice.admin.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.admin.problem.FieldProblem;
import io.sluice.admin.problem.Problem;
import io.sluice.admin.problem.ProblemKind;
import io.sluice.rules.ruleset.Diagnostic;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Tries rules on recorded decisions. The answer is written while the replay runs, so that a client
 * that goes away is noticed, and the replay ends.
 */
@Path(ReplayResource.PATH)
public final class ReplayResource {
  static final String PATH = "/api/v1/rules/replay";

  private static final String LINES = "application/x-ndjson";

  private final Replays replays;
  private final JsonMapper mapper;

  /**
   * Makes the resource.
   *
   * @param mapper writes the answer as the server writes JSON
   */
  public ReplayResource(Replays replays, JsonMapper mapper) {
    this.replays = replays;
    this.mapper = mapper;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response replay(@Nullable JsonNode body) {
    return answer(body, MediaType.APPLICATION_JSON, ReplayAnswer.Form.ONE_OBJECT);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(LINES + ";qs=0.5")
  public Response replayWithProgress(@Nullable JsonNode body) {
    return answer(body, LINES, ReplayAnswer.Form.LINES);
  }

  @DELETE
  public void stop() {
    if (!replays.stop()) {
      throw ProblemKind.NOT_FOUND.because("replay: none is running (expected: one)").toException();
    }
  }

  private Response answer(@Nullable JsonNode body, String type, ReplayAnswer.Form form) {
    RunningReplay replay = started(replays.start(ReplayBody.read(body)));
    return Response.ok(new ReplayAnswer(replay, mapper, form))
        .header(HttpHeaders.CONTENT_TYPE, type)
        .header(HttpHeaders.VARY, "Accept")
        .build();
  }

  private static RunningReplay started(ReplayStart start) {
    return switch (start) {
      case ReplayStart.Started started -> started.replay();
      case ReplayStart.Busy busy -> throw ProblemKind.BUSY.because(busy.why()).toException();
      case ReplayStart.Refused refused ->
          throw Problem.refusedRules(
                  refused.diagnostics().stream().map(ReplayResource::problem).toList())
              .toException();
      case ReplayStart.NoSuchVersion unknown ->
          throw Problem.notFound("version", unknown.version().hash(), "/api/v1/rules/versions")
              .toException();
    };
  }

  private static FieldProblem problem(Diagnostic diagnostic) {
    return new FieldProblem(
        "%s:%d:%d".formatted(diagnostic.file(), diagnostic.line(), diagnostic.column()),
        diagnostic.message());
  }
}
