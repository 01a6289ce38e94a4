package io.sluice.samples.standin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives each request the answer that the imitated engine would give. */
final class ProtocolService {
  private static final String QUERY = "/v1/query/";

  /** Presto's form of a statement whose query's id the client has chosen. */
  private static final Pattern PUT =
      Pattern.compile("/v1/statement/(\\d{8}_\\d+_\\d+_[a-z0-9]{5})");

  private final Coordinator coordinator;
  private final Pages pages;
  private final String cluster;
  private final boolean starting;
  private final VitalPages vitals;

  /**
   * @param cluster the stand-in's name
   * @param starting whether /v1/info says that the coordinator is still starting
   * @param vitals what it says of its load
   */
  ProtocolService(
      Coordinator coordinator, Pages pages, String cluster, boolean starting, Vitals vitals) {
    this.coordinator = coordinator;
    this.pages = pages;
    this.cluster = cluster;
    this.starting = starting;
    this.vitals = new VitalPages(coordinator, vitals);
  }

  Answer answer(ReceivedRequest request) throws InterruptedException {
    if (request.header("Host").isEmpty()) {
      return Answer.text(400, "No Host");
    }
    Optional<Answer> refusal = refuseForwarded(request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String path = request.path();
    if (path.equals("/v1/statement")) {
      return request.method().equals("POST")
          ? submit(request, Optional.empty())
          : Answer.of(405).with("Allow", "HEAD,POST,OPTIONS");
    }
    if (request.method().equals("PUT") && dialect() == StandInDialect.PRESTO) {
      Matcher put = PUT.matcher(path);
      if (put.matches()) {
        return submit(request, Optional.of(put.group(1)));
      }
    }
    if (path.startsWith("/v1/statement/")) {
      Optional<StatementPath> follow = StatementPath.parse(coordinator.dialect(), request);
      return follow.isPresent() ? followUp(request, follow.get()) : noQuery();
    }
    return path.equals("/v1/query") || path.startsWith(QUERY) || path.startsWith("/v1/stage/")
        ? queries(request, path)
        : about(path, request);
  }

  private Answer submit(ReceivedRequest request, Optional<String> given) {
    Optional<Answer> refusal = new Submission(dialect(), request).refusal();
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (request.text().isBlank()) {
      return error(400, "Bad Request", "SQL statement is empty");
    }
    StandInQuery query =
        given
            .map(id -> coordinator.submit(id, request))
            .orElseGet(() -> coordinator.submit(request));
    return page(request, query, query.submitted());
  }

  private Answer followUp(ReceivedRequest request, StatementPath follow)
      throws InterruptedException {
    Optional<StandInQuery> known = coordinator.find(follow.queryId());
    if (known.isEmpty()) {
      return noQuery();
    }
    StandInQuery query = known.get();
    return switch (request.method()) {
      case "DELETE" -> {
        if (!query.slug(follow.position()).equals(follow.slug())) {
          yield noQuery();
        }
        if (!follow.partialCancel()) {
          query.end(QueryError.canceled());
        }
        yield Answer.of(204);
      }
      case "GET", "HEAD" ->
          switch (query.poll(follow.position(), follow.slug())) {
            case StandInQuery.Poll.Next(Page page) -> page(request, query, page);
            case StandInQuery.Poll.Gone _ -> error(410, "Gone", "Invalid token");
            case StandInQuery.Poll.Unknown _ -> noQuery();
          };
      default -> Answer.of(405).with("Allow", "HEAD,DELETE,GET,OPTIONS");
    };
  }

  private Answer queries(ReceivedRequest request, String path) {
    boolean trino = dialect() == StandInDialect.TRINO;
    if (path.startsWith("/v1/stage/")) {
      return trino ? notFound() : Answer.of(204);
    }
    if (trino) {
      Optional<Answer> refusal = new Submission(dialect(), request).refusal();
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    if (path.equals("/v1/query")) {
      return pages.queries(coordinator, base(request));
    }
    List<String> parts = List.of(path.substring(QUERY.length()).split("/", -1));
    Optional<StandInQuery> query = coordinator.find(parts.getFirst()).filter(StandInQuery::started);
    if (query.isEmpty()) {
      return request.method().equals("DELETE") ? Answer.of(204) : Answer.of(410);
    }
    if (parts.size() == 2 && parts.getLast().equals("killed")) {
      query.get().end(new QueryError(QueryError.Kind.ADMINISTRATIVELY_KILLED, request.text()));
      return Answer.of(trino ? 202 : 200);
    }
    if (request.method().equals("DELETE")) {
      query.get().end(QueryError.canceled());
      return Answer.of(204);
    }
    return pages.query(query.get(), base(request));
  }

  private Answer about(String path, ReceivedRequest request) {
    boolean trino = dialect() == StandInDialect.TRINO;
    return switch (path) {
      case "/v1/info" -> pages.info(coordinator, starting);
      case "/v1/info/state" -> pages.state(starting);
      case "/v1/info/coordinator" -> Answer.of(200);
      case "/v1/status" -> pages.status(coordinator, vitals);
      case "/v1/cluster" -> trino ? notFound() : vitals.cluster();
      case "/metrics" -> {
        if (!trino) {
          yield notFound();
        }
        yield new Submission(dialect(), request).refusal().orElseGet(() -> vitals.metrics(request));
      }
      case "/ui/api/stats" -> trino ? vitals.stats(request) : notFound();
      case "/ui/auth/login" -> trino ? VitalPages.login(request) : notFound();
      case "/" -> Answer.of(trino ? 303 : 307).with("Location", base(request) + "/ui/");
      default -> path.startsWith("/ui/") ? pages.home(coordinator) : notFound();
    };
  }

  private Answer page(ReceivedRequest request, StandInQuery query, Page page) {
    var json = new PageJson(query, page, base(request), cluster);
    Answer answer = Answer.json(json::writeTo);
    for (ReceivedRequest.Header header : page.headers()) {
      answer = answer.with(header.name(), header.value());
    }
    return dialect() == StandInDialect.PRESTO
        ? answer.with("Cache-Control", "max-age=300")
        : answer;
  }

  /** A Trino that wasn't told to trust a proxy refuses its headers. */
  private Optional<Answer> refuseForwarded(ReceivedRequest request) {
    if (dialect() != StandInDialect.TRINO) {
      return Optional.empty();
    }
    return request.headers().stream()
        .map(ReceivedRequest.Header::name)
        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-"))
        .findFirst()
        .map(name ->
            Answer.text(
                406, "Server configuration does not allow processing of the " + name + " header"));
  }

  private String base(ReceivedRequest request) {
    boolean https =
        dialect() == StandInDialect.PRESTO
            && request.header("X-Forwarded-Proto").filter("https"::equals).isPresent();
    return (https ? "https://" : "http://") + request.header("Host").orElse("");
  }

  private StandInDialect dialect() {
    return coordinator.dialect();
  }

  private Answer noQuery() {
    return error(404, "Not Found", "Query not found");
  }

  private Answer notFound() {
    return error(404, "Not Found", "HTTP 404 Not Found");
  }

  private Answer error(int status, String reason, String message) {
    return Answer.text(
        status,
        dialect() == StandInDialect.TRINO
            ? "Error %d %s: %s".formatted(status, reason, message)
            : message);
  }
}
