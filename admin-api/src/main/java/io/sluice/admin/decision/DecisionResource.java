package io.sluice.admin.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.admin.problem.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The audit of decisions. Pages are chained by a Link header in each form. */
@Path(DecisionResource.PATH)
public final class DecisionResource {
  static final String PATH = "/api/v1/decisions";

  private static final String CSV = "text/csv";
  private static final String LINES = "application/x-ndjson";

  /** Ranks a form below JSON for clients that take anything. */
  private static final String SECOND = ";qs=0.5";

  private final Decisions decisions;
  private final DecisionTable table;

  /**
   * Makes the resource.
   *
   * @param mapper writes the rows of CSV and NDJSON as the server writes JSON
   */
  public DecisionResource(Decisions decisions, JsonMapper mapper) {
    this.decisions = decisions;
    this.table = new DecisionTable(mapper);
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response search(@Context UriInfo uri) {
    DecisionList page = page(uri);
    return answer(uri, page, MediaType.APPLICATION_JSON).entity(page).build();
  }

  @GET
  @Produces(CSV + SECOND)
  public Response csv(@Context UriInfo uri) {
    DecisionList page = page(uri);
    return answer(uri, page, CSV + ";charset=utf-8;header=present")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"decisions.csv\"")
        .entity(text(page.decisions(), table::writeCsv))
        .build();
  }

  @GET
  @Produces(LINES + SECOND)
  public Response lines(@Context UriInfo uri) {
    DecisionList page = page(uri);
    return answer(uri, page, LINES).entity(text(page.decisions(), table::writeLines)).build();
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public DecisionView find(@PathParam("id") String text) {
    return id(text)
        .flatMap(decisions::find)
        .orElseThrow(() -> Problem.notFound("decision", text, PATH).toException());
  }

  @GET
  @Path("by-query/{queryId}")
  @Produces(MediaType.APPLICATION_JSON)
  public DecisionView byQuery(@PathParam("queryId") String queryId) {
    return decisions
        .byQuery(queryId)
        .orElseThrow(() -> Problem.notFound("decision of query", queryId, PATH).toException());
  }

  private DecisionList page(UriInfo uri) {
    DecisionSearch search = DecisionSearch.read(uri.getQueryParameters());
    return DecisionList.of(decisions.search(search.filter(), search.after(), search.limit()));
  }

  private static Response.ResponseBuilder answer(UriInfo uri, DecisionList page, String type) {
    Response.ResponseBuilder answer =
        Response.ok().header(HttpHeaders.CONTENT_TYPE, type).header(HttpHeaders.VARY, "Accept");
    page.next().ifPresent(cursor -> answer.link(next(uri, cursor), "next"));
    return answer;
  }

  private static URI next(UriInfo uri, String cursor) {
    return uri.getRequestUriBuilder()
        .scheme(null)
        .host(null)
        .port(-1)
        .replaceQueryParam("cursor", cursor)
        .build();
  }

  private static StreamingOutput text(List<DecisionSummary> rows, Form form) {
    return bytes -> {
      Writer out = new OutputStreamWriter(bytes, UTF_8);
      form.write(rows, out);
      out.flush();
    };
  }

  /** A text that can't be an id is the id of no decision. */
  private static Optional<DecisionId> id(String text) {
    try {
      return Optional.of(new DecisionId(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Writes rows as text. */
  private interface Form {
    void write(List<DecisionSummary> rows, Writer out) throws IOException;
  }
}
