package io.sluice.admin.history;

import io.sluice.admin.problem.Problem;
import io.sluice.admin.wire.Parameters;
import io.sluice.rules.fact.ClusterName;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** The history of a cluster's states. */
@Path("/api/v1/clusters/{name}/history")
@Produces(MediaType.APPLICATION_JSON)
public final class HistoryResource {
  private static final int DEFAULT_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 500;

  private final ClusterHistory history;

  public HistoryResource(ClusterHistory history) {
    this.history = history;
  }

  @GET
  public TransitionList list(@PathParam("name") String text, @Context UriInfo uri) {
    var parameters = new Parameters(uri.getQueryParameters());
    int limit = parameters.integer("limit", 1, HIGHEST_LIMIT, DEFAULT_LIMIT);
    Optional<String> before = parameters.text("cursor");
    parameters.check();
    return name(text)
        .flatMap(name -> history.list(name, before, limit))
        .map(TransitionList::of)
        .orElseThrow(() -> Problem.notFound("cluster", text, "/api/v1/clusters").toException());
  }

  /** A text that can't be a name is the name of no cluster. */
  private static Optional<ClusterName> name(String text) {
    try {
      return Optional.of(new ClusterName(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
