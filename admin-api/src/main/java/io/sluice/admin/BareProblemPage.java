package io.sluice.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.admin.problem.Problem;
import io.sluice.admin.problem.ProblemKind;
import org.glassfish.grizzly.http.server.ErrorPageGenerator;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/** The answer when Grizzly itself fails or is about to stop. Shows no exception. */
final class BareProblemPage implements ErrorPageGenerator {
  private static final int STOPPING = 503;

  private final JsonMapper mapper;

  BareProblemPage(JsonMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public String generate(
      Request request,
      int status,
      String reasonPhrase,
      @Nullable String description,
      @Nullable Throwable exception) {
    request.getResponse().setContentType(Problem.MEDIA_TYPE);
    Problem problem =
        status == STOPPING
            ? ProblemKind.UNAVAILABLE.because("server: stopping (expected: running)")
            : ProblemKind.UNEXPECTED.because("request: failed (the server's log has the cause)");
    try {
      return mapper.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a problem is always JSON", e);
    }
  }
}
