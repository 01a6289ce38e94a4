package io.sluice.admin.group;

import io.sluice.admin.problem.Problem;
import io.sluice.rules.fact.GroupName;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Groups and their load. */
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

  @GET
  @Path("{name}")
  public GroupView find(@PathParam("name") String text) {
    return name(text)
        .flatMap(groups::find)
        .orElseThrow(() -> Problem.notFound("group", text, PATH).toException());
  }

  /** A text that can't be a name is the name of no group. */
  private static Optional<GroupName> name(String text) {
    try {
      return Optional.of(new GroupName(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
