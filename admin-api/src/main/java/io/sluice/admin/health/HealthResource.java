package io.sluice.admin.health;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Health for supervisors: 200 when all is well, 503 when not; the body says why. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
  private final Health health;

  public HealthResource(Health health) {
    this.health = health;
  }

  @GET
  @Path("live")
  public Response live() {
    boolean live = health.live();
    return status(live).entity(new Liveness(live)).build();
  }

  @GET
  @Path("ready")
  public Response ready() {
    HealthView view = health.ready();
    return status(view.ready()).entity(view).build();
  }

  private static Response.ResponseBuilder status(boolean well) {
    return Response.status(well ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE);
  }
}
