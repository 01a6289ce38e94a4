package io.sluice.admin.rule;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The active rules, and what they would say. */
@Path("/api/v1/rules")
@Produces(MediaType.APPLICATION_JSON)
public final class RuleResource {
  private final Rules rules;

  public RuleResource(Rules rules) {
    this.rules = rules;
  }

  @GET
  public RulesView current() {
    return rules.current();
  }

  @POST
  @Path("explain")
  @Consumes(MediaType.APPLICATION_JSON)
  public ExplainView explain(@Nullable JsonNode body) {
    return rules.explain(ExplainBody.read(body));
  }
}
