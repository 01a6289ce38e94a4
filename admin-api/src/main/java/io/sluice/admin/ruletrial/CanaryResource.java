package io.sluice.admin.ruletrial;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The canary: begin, look at, promote, drop. */
@Path("/api/v1/rules/canary")
@Produces(MediaType.APPLICATION_JSON)
public final class CanaryResource {
  private static final String KIND = "canary";

  private final RuleTrials trials;

  public CanaryResource(RuleTrials trials) {
    this.trials = trials;
  }

  @GET
  public Response current() {
    return TrialAnswer.view(
        trials.canary().orElseThrow(() -> TrialAnswer.notFound(KIND).toException()));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Response begin(@Context HttpHeaders headers, @Nullable JsonNode body) {
    return TrialAnswer.of(
        trials.begin(TrialKind.CANARY, TrialBody.canary(body), TrialAnswer.optional(headers)),
        KIND);
  }

  @DELETE
  public Response drop(@Context HttpHeaders headers) {
    return TrialAnswer.of(trials.end(TrialKind.CANARY, TrialAnswer.required(headers)), KIND);
  }

  @POST
  @Path("promote")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response promote(@Context HttpHeaders headers, @Nullable JsonNode body) {
    return TrialAnswer.of(
        trials.promote(TrialKind.CANARY, TrialBody.promotion(body), TrialAnswer.required(headers)),
        KIND);
  }
}
