package io.sluice.admin.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.admin.precondition.IfMatch;
import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.problem.Problem;
import io.sluice.admin.problem.ProblemKind;
import io.sluice.admin.version.ChangedRules;
import io.sluice.admin.version.RuleChange;
import io.sluice.admin.wire.Author;
import io.sluice.admin.wire.Parameters;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFileName;
import io.sluice.rules.ruleset.RuleFiles;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Rule files: list, read, put, delete. */
@Path(SourceResource.PATH)
public final class SourceResource {
  static final String PATH = "/api/v1/rules/files";
  private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=utf-8";

  private final RuleSources sources;

  public SourceResource(RuleSources sources) {
    this.sources = sources;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public SourceList list() {
    RuleFiles files = sources.files();
    return new SourceList(
        files.version(), sources.writable(), files.files().stream().map(SourceView::of).toList());
  }

  @GET
  @Path("{name: .+}")
  @Produces({TEXT, MediaType.APPLICATION_OCTET_STREAM + ";qs=0.5"})
  public Response read(@PathParam("name") String name) {
    RuleFile file =
        find(name).orElseThrow(() -> Problem.notFound("file", name, PATH).toException());
    return Response.ok(file.bytes())
        .type(file.binary() ? MediaType.APPLICATION_OCTET_STREAM : TEXT)
        .tag(tag(file))
        .build();
  }

  @PUT
  @Path("{name: .+}")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public Response put(
      @PathParam("name") String name,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      byte[] body) {
    checkWritable();
    String why = why(uri);
    Precondition precondition =
        IfMatch.readWithAbsent(
            header(headers, HttpHeaders.IF_MATCH), header(headers, HttpHeaders.IF_NONE_MATCH));
    RuleFileName.complaint(name)
        .ifPresent(complaint -> {
          throw Problem.invalid("name", complaint).toException();
        });
    RuleFile file = file(name, body);
    boolean isNew = find(name).isEmpty();
    RuleChange.Active active = done(name, sources.put(file, precondition, Author.of(headers), why));
    return (isNew ? Response.created(location(name)) : Response.ok())
        .tag(tag(file))
        .entity(ChangedRules.of(active))
        .build();
  }

  @DELETE
  @Path("{name: .+}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response delete(
      @PathParam("name") String name, @Context UriInfo uri, @Context HttpHeaders headers) {
    checkWritable();
    String why = why(uri);
    Precondition precondition = IfMatch.read(header(headers, HttpHeaders.IF_MATCH));
    RuleChange.Active active =
        done(name, sources.delete(name, precondition, Author.of(headers), why));
    return Response.ok(ChangedRules.of(active)).build();
  }

  private void checkWritable() {
    if (!sources.writable()) {
      throw ProblemKind.NOT_WRITABLE
          .because(
              "rules.writable: false (expected: true in the configuration, to change rule files"
                  + " over REST; else change them in the rules directory)")
          .toException();
    }
  }

  private static RuleChange.Active done(String name, RuleChange change) {
    return switch (change) {
      case RuleChange.Active active -> active;
      case RuleChange.Refused refused ->
          throw RuleChange.unusable(refused.diagnostics()).toException();
      case RuleChange.Stale stale when stale.etag().isEmpty() ->
          throw Problem.notFound("file", name, PATH).toException();
      case RuleChange.Stale stale ->
          throw ProblemKind.STALE
              .because(
                  "If-Match: not for the file as it is (expected: \"%s\"; GET it again)"
                      .formatted(stale.etag().orElseThrow()))
              .toException();
      case RuleChange.NotFound _ -> throw Problem.notFound("file", name, PATH).toException();
      case RuleChange.Busy _ -> throw RuleChange.busy().toException();
    };
  }

  private Optional<RuleFile> find(String name) {
    return sources.files().files().stream().filter(file -> file.name().equals(name)).findFirst();
  }

  private static RuleFile file(String name, byte[] body) {
    if (RuleFileName.isBinary(name)) {
      return RuleFile.binary(name, body);
    }
    try {
      return new RuleFile(name, UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException _) {
      throw Problem.invalid("body", "no UTF-8 (expected: text in UTF-8)").toException();
    }
  }

  private static String why(UriInfo uri) {
    var parameters = new Parameters(uri.getQueryParameters());
    Optional<String> why = parameters.text("why");
    parameters.check();
    return why.orElse("");
  }

  private static URI location(String name) {
    try {
      return new URI(null, null, PATH + "/" + name, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a checked name is no path: " + name, e);
    }
  }

  private static EntityTag tag(RuleFile file) {
    return new EntityTag(ContentTag.of(file));
  }

  private static Optional<String> header(HttpHeaders headers, String name) {
    return Optional.ofNullable(headers.getHeaderString(name));
  }
}
