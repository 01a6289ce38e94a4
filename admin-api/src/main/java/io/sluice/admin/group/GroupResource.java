package io.sluice.admin.group;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.precondition.IfMatch;
import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.problem.Problem;
import io.sluice.admin.problem.ProblemKind;
import io.sluice.admin.wire.Author;
import io.sluice.rules.fact.GroupName;
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

/** Groups: list, add, change, remove. */
@Path(GroupResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public final class GroupResource {
  static final String PATH = "/api/v1/groups";

  private final Groups groups;

  public GroupResource(Groups groups) {
    this.groups = groups;
  }

  @GET
  public GroupList list() {
    return new GroupList(groups.list());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(@Context HttpHeaders headers, @Nullable JsonNode body) {
    GroupSpec spec = GroupBody.read(body);
    GroupView created = done(spec.name(), groups.create(spec, Author.of(headers)));
    return Response.created(URI.create(PATH + "/" + spec.name()))
        .tag(new EntityTag(created.etag()))
        .entity(created)
        .build();
  }

  @GET
  @Path("{name}")
  public Response find(@PathParam("name") String text) {
    return view(groups.find(name(text)).orElseThrow(() -> notFound(text).toException()));
  }

  @PUT
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(
      @PathParam("name") String text, @Context HttpHeaders headers, @Nullable JsonNode body) {
    GroupName name = name(text);
    Precondition precondition = precondition(headers);
    GroupSpec spec = GroupBody.read(body, name);
    return view(done(name, groups.replace(spec, precondition, Author.of(headers))));
  }

  @DELETE
  @Path("{name}")
  public Response delete(@PathParam("name") String text, @Context HttpHeaders headers) {
    GroupName name = name(text);
    done(name, groups.delete(name, precondition(headers), Author.of(headers)));
    return Response.noContent().build();
  }

  private static GroupView done(GroupName name, GroupChange change) {
    return switch (change) {
      case GroupChange.Done done -> done.group();
      case GroupChange.NotFound _ -> throw notFound(name.value()).toException();
      case GroupChange.AlreadyExists _ ->
          throw ProblemKind.EXISTS
              .because(
                  "group: '%s' (expected: a name that is free; PUT changes a group that is there)"
                      .formatted(name))
              .toException();
      case GroupChange.Stale stale ->
          throw ProblemKind.STALE
              .because(
                  "If-Match: names another version (expected: \"%s\"; GET the group again)"
                      .formatted(stale.etag()))
              .toException();
      case GroupChange.Refused refused ->
          throw ProblemKind.REFUSED.because(refused.reason()).toException();
      case GroupChange.Invalid invalid -> throw Problem.invalid(invalid.problems()).toException();
    };
  }

  private static Response view(GroupView group) {
    return Response.ok(group).tag(new EntityTag(group.etag())).build();
  }

  private static Precondition precondition(HttpHeaders headers) {
    return IfMatch.read(Optional.ofNullable(headers.getHeaderString(HttpHeaders.IF_MATCH)));
  }

  /** A text that can't be a name is the name of no group. */
  private static GroupName name(String text) {
    try {
      return new GroupName(text);
    } catch (IllegalArgumentException _) {
      throw notFound(text).toException();
    }
  }

  private static Problem notFound(String name) {
    return Problem.notFound("group", name, PATH);
  }
}
