package io.sluice.admin.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.precondition.IfMatch;
import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.problem.Problem;
import io.sluice.admin.problem.ProblemKind;
import io.sluice.admin.wire.Author;
import io.sluice.rules.fact.ClusterName;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Clusters: list, add, change, remove, drain, switch on and off. */
@Path(ClusterResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public final class ClusterResource {
  static final String PATH = "/api/v1/clusters";

  private final Clusters clusters;

  public ClusterResource(Clusters clusters) {
    this.clusters = clusters;
  }

  @GET
  public ClusterList list() {
    return new ClusterList(clusters.list());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(@Context HttpHeaders headers, @Nullable JsonNode body) {
    ClusterSpec spec = ClusterBody.read(body);
    ClusterView created = done(spec.name(), clusters.create(spec, Author.of(headers)));
    return Response.created(URI.create(PATH + "/" + spec.name()))
        .tag(new EntityTag(created.etag()))
        .entity(created)
        .build();
  }

  @GET
  @Path("{name}")
  public Response find(@PathParam("name") String text) {
    ClusterName name = name(text);
    return view(clusters.find(name).orElseThrow(() -> notFound(text).toException()));
  }

  @PUT
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(
      @PathParam("name") String text, @Context HttpHeaders headers, @Nullable JsonNode body) {
    ClusterName name = name(text);
    Precondition precondition = precondition(headers);
    ClusterReplacement replacement = ClusterBody.read(body, name);
    return view(done(name, clusters.replace(replacement, precondition, Author.of(headers))));
  }

  @DELETE
  @Path("{name}")
  public Response delete(@PathParam("name") String text, @Context HttpHeaders headers) {
    ClusterName name = name(text);
    done(name, clusters.delete(name, precondition(headers), Author.of(headers)));
    return Response.noContent().build();
  }

  @POST
  @Path("{name}/drain")
  public Response drain(
      @PathParam("name") String text, @Context HttpHeaders headers, @Nullable JsonNode body) {
    ClusterName name = name(text);
    DrainRequest request = DrainBody.read(body);
    return view(done(name, clusters.drain(name, request, Author.of(headers))));
  }

  @POST
  @Path("{name}/activate")
  public Response activate(@PathParam("name") String text, @Context HttpHeaders headers) {
    ClusterName name = name(text);
    return view(done(name, clusters.activate(name, Author.of(headers))));
  }

  @POST
  @Path("{name}/deactivate")
  public Response deactivate(@PathParam("name") String text, @Context HttpHeaders headers) {
    ClusterName name = name(text);
    return view(done(name, clusters.deactivate(name, Author.of(headers))));
  }

  private static ClusterView done(ClusterName name, ClusterChange change) {
    return switch (change) {
      case ClusterChange.Done done -> done.cluster();
      case ClusterChange.NotFound _ -> throw notFound(name.value()).toException();
      case ClusterChange.AlreadyExists _ -> throw exists(name).toException();
      case ClusterChange.Stale stale -> throw stale(stale).toException();
      case ClusterChange.Refused refused ->
          throw ProblemKind.REFUSED.because(refused.reason()).toException();
      case ClusterChange.Invalid invalid -> throw Problem.invalid(invalid.problems()).toException();
    };
  }

  private static Problem exists(ClusterName name) {
    return ProblemKind.EXISTS.because(
        "cluster: '%s' (expected: a name that is free; PUT changes a cluster that is there)"
            .formatted(name));
  }

  private static Problem stale(ClusterChange.Stale stale) {
    return ProblemKind.STALE.because(
        "If-Match: names another version (expected: \"%s\"; GET the cluster again)"
            .formatted(stale.etag()));
  }

  private static Response view(ClusterView cluster) {
    return Response.ok(cluster).tag(new EntityTag(cluster.etag())).build();
  }

  private static Precondition precondition(HttpHeaders headers) {
    return IfMatch.read(Optional.ofNullable(headers.getHeaderString(HttpHeaders.IF_MATCH)));
  }

  /** A text that can't be a name is the name of no cluster. */
  private static ClusterName name(String text) {
    try {
      return new ClusterName(text);
    } catch (IllegalArgumentException _) {
      throw notFound(text).toException();
    }
  }

  private static Problem notFound(String name) {
    return Problem.notFound("cluster", name, PATH);
  }
}
