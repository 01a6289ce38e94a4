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

/** The shadow: begin, look at, promote, drop. */
@Path("/api/v1/rules/shadow")
@Produces(MediaType.APPLICATION_JSON)
public final class ShadowResource {
  private static final String KIND = "shadow";

  private final RuleTrials trials;

  public ShadowResource(RuleTrials trials) {
    this.trials = trials;
  }

  @GET
  public Response current() {
    return TrialAnswer.view(
        trials.shadow().orElseThrow(() -> TrialAnswer.notFound(KIND).toException()));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Response begin(@Context HttpHeaders headers, @Nullable JsonNode body) {
    return TrialAnswer.of(
        trials.begin(TrialKind.SHADOW, TrialBody.shadow(body), TrialAnswer.optional(headers)),
        KIND);
  }

  @DELETE
  public Response drop(@Context HttpHeaders headers) {
    return TrialAnswer.of(trials.end(TrialKind.SHADOW, TrialAnswer.required(headers)), KIND);
  }

  @POST
  @Path("promote")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response promote(@Context HttpHeaders headers, @Nullable JsonNode body) {
    return TrialAnswer.of(
        trials.promote(TrialKind.SHADOW, TrialBody.promotion(body), TrialAnswer.required(headers)),
        KIND);
  }
}
