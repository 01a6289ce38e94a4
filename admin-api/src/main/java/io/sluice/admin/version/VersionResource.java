package io.sluice.admin.version;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.problem.Problem;
import io.sluice.admin.wire.Author;
import io.sluice.admin.wire.Fields;
import io.sluice.admin.wire.Parameters;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.difference.RuleSetDifference;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Versions of the rules: list, show, compare, go back to one. */
@Path(VersionResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public final class VersionResource {
  static final String PATH = "/api/v1/rules/versions";
  private static final int DEFAULT_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 500;

  private final RuleVersions versions;

  public VersionResource(RuleVersions versions) {
    this.versions = versions;
  }

  @GET
  public ActivationList list(@Context UriInfo uri) {
    var parameters = new Parameters(uri.getQueryParameters());
    int limit = parameters.integer("limit", 1, HIGHEST_LIMIT, DEFAULT_LIMIT);
    Optional<Long> before = parameters.parsed("cursor", VersionResource::sequence);
    parameters.check();
    OptionalLong number = before.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    return ActivationList.of(versions.activations(number, limit));
  }

  private static long sequence(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' (expected: the 'next' of an earlier answer, unchanged)".formatted(cursor), e);
    }
  }

  @GET
  @Path("{version}")
  public VersionView find(@PathParam("version") String version) {
    return VersionView.of(kept(version));
  }

  @GET
  @Path("{version}/diff")
  public DifferenceView difference(@PathParam("version") String version, @Context UriInfo uri) {
    KeptVersion to = kept(version);
    KeptVersion from = kept(from(uri));
    return DifferenceView.of(
        from.files().version(),
        to.files().version(),
        RuleSetDifference.between(from.files(), to.files()));
  }

  @GET
  @Path("{version}/diff")
  @Produces(MediaType.TEXT_PLAIN + ";charset=utf-8;qs=0.5")
  public String unified(@PathParam("version") String version, @Context UriInfo uri) {
    KeptVersion to = kept(version);
    return RuleSetDifference.between(kept(from(uri)).files(), to.files()).unified();
  }

  private static String from(UriInfo uri) {
    var parameters = new Parameters(uri.getQueryParameters());
    Optional<String> from = parameters.text("from");
    if (from.isEmpty()) {
      parameters.refuse("from", "missing (expected: the version to compare with)");
    }
    parameters.check();
    return from.orElseThrow();
  }

  @POST
  @Path("{version}/activate")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response activate(
      @PathParam("version") String version, @Context HttpHeaders headers, @Nullable JsonNode body) {
    Fields fields = Fields.of(body);
    Optional<String> why = fields.text("why");
    fields.check();
    return switch (versions.activate(
        new RuleSetVersion(version), Author.of(headers), why.orElse(""))) {
      case RuleChange.Active active -> Response.ok(ChangedRules.of(active)).build();
      case RuleChange.Refused refused ->
          throw RuleChange.unusable(refused.diagnostics()).toException();
      case RuleChange.NotFound _, RuleChange.Stale _ -> throw notFound(version).toException();
      case RuleChange.Busy _ -> throw RuleChange.busy().toException();
    };
  }

  private KeptVersion kept(String version) {
    return versions
        .find(new RuleSetVersion(version))
        .orElseThrow(() -> notFound(version).toException());
  }

  private static Problem notFound(String version) {
    return Problem.notFound("version", version, PATH);
  }
}
