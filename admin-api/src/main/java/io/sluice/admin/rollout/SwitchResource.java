package io.sluice.admin.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.problem.Problem;
import io.sluice.admin.problem.ProblemKind;
import io.sluice.admin.wire.Author;
import io.sluice.rules.fact.GroupName;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The switch of a group: begin, look, hold, go on, end. */
@Path("/api/v1/groups/{name}/switch")
@Produces(MediaType.APPLICATION_JSON)
public final class SwitchResource {
  private static final String GROUPS = "/api/v1/groups";

  private final GroupSwitches switches;

  public SwitchResource(GroupSwitches switches) {
    this.switches = switches;
  }

  @GET
  public SwitchView find(@PathParam("name") String text) {
    GroupName group = name(text);
    return switches.find(group).orElseThrow(() -> noSwitch(group).toException());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response start(
      @PathParam("name") String text, @Context HttpHeaders headers, @Nullable JsonNode body) {
    GroupName group = name(text);
    SwitchSpec spec = SwitchBody.read(body);
    SwitchView begun = done(group, switches.start(group, spec, Author.of(headers)));
    return Response.created(URI.create("%s/%s/switch".formatted(GROUPS, group)))
        .entity(begun)
        .build();
  }

  @POST
  @Path("stop")
  public SwitchView stop(@PathParam("name") String text, @Context HttpHeaders headers) {
    GroupName group = name(text);
    return done(group, switches.stop(group, Author.of(headers)));
  }

  @POST
  @Path("resume")
  public SwitchView resume(@PathParam("name") String text, @Context HttpHeaders headers) {
    GroupName group = name(text);
    return done(group, switches.resume(group, Author.of(headers)));
  }

  @DELETE
  public Response end(@PathParam("name") String text, @Context HttpHeaders headers) {
    GroupName group = name(text);
    done(group, switches.end(group, Author.of(headers)));
    return Response.noContent().build();
  }

  private static SwitchView done(GroupName group, SwitchChange change) {
    return switch (change) {
      case SwitchChange.Done done -> done.now();
      case SwitchChange.NoGroup _ -> throw noGroup(group.value()).toException();
      case SwitchChange.NoSwitch _ -> throw noSwitch(group).toException();
      case SwitchChange.Refused refused ->
          throw ProblemKind.REFUSED.because(refused.reason()).toException();
      case SwitchChange.Invalid invalid -> throw Problem.invalid(invalid.problems()).toException();
    };
  }

  private static Problem noSwitch(GroupName group) {
    return ProblemKind.NOT_FOUND.because(
        "switch: group '%s' has none (expected: one that was begun with POST %s/%s/switch)"
            .formatted(group, GROUPS, group));
  }

  private static Problem noGroup(String name) {
    return Problem.notFound("group", name, GROUPS);
  }

  /** A text that can't be a name is the name of no group. */
  private static GroupName name(String text) {
    try {
      return new GroupName(text);
    } catch (IllegalArgumentException _) {
      throw noGroup(text).toException();
    }
  }
}
