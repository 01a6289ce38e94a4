package io.sluice.admin.validation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Says whether rule files would become active. */
@Path("/api/v1/rules/validate")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ValidationResource {
  private final RuleValidation validation;

  public ValidationResource(RuleValidation validation) {
    this.validation = validation;
  }

  @POST
  public ValidationView validate(@Nullable JsonNode body) {
    return validation.validate(CandidateBody.read(body));
  }
}
