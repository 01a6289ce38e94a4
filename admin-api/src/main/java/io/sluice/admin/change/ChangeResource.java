package io.sluice.admin.change;

import io.sluice.admin.wire.Parameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** The record of changes. */
@Path("/api/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
public final class ChangeResource {
  private static final int DEFAULT_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 500;

  private final Changes changes;

  public ChangeResource(Changes changes) {
    this.changes = changes;
  }

  @GET
  public ChangeList list(@Context UriInfo uri) {
    var parameters = new Parameters(uri.getQueryParameters());
    int limit = parameters.integer("limit", 1, HIGHEST_LIMIT, DEFAULT_LIMIT);
    Optional<String> before = parameters.text("cursor");
    parameters.check();
    return ChangeList.of(changes.list(before, limit));
  }
}
