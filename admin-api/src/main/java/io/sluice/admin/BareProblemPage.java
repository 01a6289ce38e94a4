package io.sluice.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.admin.problem.Problem;
import io.sluice.admin.problem.ProblemKind;
import org.glassfish.grizzly.http.server.ErrorPageGenerator;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/** The answer to what Grizzly refuses by itself, before Jersey sees it. Shows no exception. */
final class BareProblemPage implements ErrorPageGenerator {
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
        status == 413
            ? ProblemKind.TOO_LARGE.because("body: (expected: a shorter one)")
            : ProblemKind.MALFORMED.because(
                "request: %s (expected: well-formed HTTP)".formatted(reasonPhrase));
    try {
      return mapper.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a problem is always JSON", e);
    }
  }
}
