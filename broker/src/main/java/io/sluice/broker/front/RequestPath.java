package io.sluice.broker.front;

import io.sluice.broker.config.ExtraPath;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import java.util.List;
import java.util.Optional;

/**
 * What a request asks for, by its method and path. Only what is listed here passes: a coordinator
 * has paths of its own that stop it, or that its workers use, and not all of them ask who comes.
 */
sealed interface RequestPath {

  /**
   * A new statement.
   *
   * @param given the id that the client has chosen for its query
   */
  record Submit(Optional<QueryId> given) implements RequestPath {}

  /** Whether a statement would be let in: some cluster answers. */
  record AskAccess() implements RequestPath {}

  /**
   * Something about a query that a cluster owns: poll, cancel, detail.
   *
   * @param uri path and query string as its cluster has them
   * @param asked the cluster whose prefix it was asked with
   */
  record FollowUp(QueryId query, String uri, Optional<ClusterName> asked) implements RequestPath {}

  /** The list of queries, of all clusters. */
  record Queries() implements RequestPath {}

  /** A spooled segment, or its end. */
  record Spooled() implements RequestPath {}

  /**
   * What one cluster shall answer: a page of its web UI, for one.
   *
   * @param uri path and query string as the cluster has them; empty for its front door
   */
  record OfCluster(ClusterName cluster, String uri) implements RequestPath {}

  /** What the configuration lets a cluster answer. */
  record Extra(ExtraPath.Target target) implements RequestPath {}

  /**
   * What a web page of some cluster needs, without the cluster in the path.
   *
   * @param query the query that it names
   */
  record Astray(Optional<QueryId> query) implements RequestPath {}

  /** A step of a login with OAuth2, or the page after a logout. */
  record Login() implements RequestPath {}

  /** What a coordinator would say of itself; the broker answers in its place. */
  record AboutServer(String of) implements RequestPath {}

  /** The page for people who look at the address with a browser. */
  record Home() implements RequestPath {}

  /** Which methods a path of the broker's own takes. */
  record Methods(String allowed) implements RequestPath {}

  /** Right path, wrong method. */
  record WrongMethod(String allowed) implements RequestPath {}

  /** A statement for one cluster, past the rules. */
  record PastTheRules() implements RequestPath {}

  /** Nothing that a server should try to understand. */
  record Malformed(String flaw) implements RequestPath {}

  /** Nothing that the broker serves. */
  record Unknown() implements RequestPath {}

  String STATEMENT = "/v1/statement";
  String CLUSTERS = "/clusters/";
  String READ = "GET, HEAD, OPTIONS";
  String POLL = "GET, HEAD, DELETE, OPTIONS";
  String CANCEL = "DELETE, OPTIONS";
  String KILL = "PUT, OPTIONS";
  String PAGE = "GET, HEAD, POST, OPTIONS";

  /** What is about a query. The last statement form is that of coordinators of ten years ago. */
  List<PathForm> OF_QUERIES =
      List.of(
          PathForm.of("/v1/statement/queued/retry/{query}", READ),
          PathForm.of("/v1/statement/queued/{query}/**", POLL),
          PathForm.of("/v1/statement/executing/partialCancel/{query}/**", CANCEL),
          PathForm.of("/v1/statement/executing/{query}/**", POLL),
          PathForm.of("/v1/statement/partialCancel/{query}/**", CANCEL),
          PathForm.of("/v1/statement/{query}/**", POLL),
          PathForm.of("/v1/stage/{part}", CANCEL),
          PathForm.of("/v1/query/stage/{part}", CANCEL),
          PathForm.of("/v1/query/{query}", POLL),
          PathForm.of("/v1/query/{query}/killed", KILL),
          PathForm.of("/v1/query/{query}/preempted", KILL),
          PathForm.of("/v1/queryState/{query}", READ),
          PathForm.of("/v1/taskInfo/{part}", READ));

  /** A page whose query is named behind the question mark. */
  PathForm NAMED_ASIDE = PathForm.of("/v1/statement/executing/*", POLL);

  PathForm CHOSEN_ID = PathForm.of("/v1/statement/{query}", "PUT, OPTIONS");

  /** What the web pages of clusters ask for beside their own files and what is about a query. */
  List<PathForm> OF_PAGES =
      List.of(
          PathForm.of("/v1/cluster", READ),
          PathForm.of("/v1/queryState", READ),
          PathForm.of("/v1/worker/*/status", READ),
          PathForm.of("/v1/worker/*/thread", READ),
          PathForm.of("/v1/resourceGroupState", READ),
          PathForm.of("/v1/resourceGroupState/**", READ));

  /** What one cluster is asked for, below its prefix. */
  List<PathForm> OF_CLUSTERS =
      List.of(
          PathForm.of("", READ),
          PathForm.of("/", READ),
          PathForm.of("/ui/api/query/{query}", "GET, HEAD, PUT, DELETE, OPTIONS"),
          PathForm.of("/ui/api/query/{query}/killed", KILL),
          PathForm.of("/ui/api/query/{query}/preempted", KILL),
          PathForm.of("/ui", PAGE),
          PathForm.of("/ui/**", PAGE),
          PathForm.of("/v1/info", READ),
          PathForm.of("/v1/info/state", READ),
          PathForm.of("/v1/info/coordinator", READ),
          PathForm.of("/v1/status", READ),
          PathForm.of("/v1/query", READ),
          PathForm.of("/v1/spooled/download/*", READ),
          PathForm.of("/v1/spooled/ack/*", READ),
          PathForm.of("/oauth2/**", "GET, HEAD, DELETE, OPTIONS"));

  static RequestPath of(String method, String uri) {
    String flaw = Target.flaw(uri);
    if (!flaw.isEmpty()) {
      return new Malformed(flaw);
    }
    String path = withoutQuery(uri);
    return switch (path) {
      case STATEMENT, STATEMENT + "/" -> statement(method);
      case "/v1/info", "/v1/info/state", "/v1/info/coordinator", "/v1/status" ->
          own(method, new AboutServer(path));
      case "/v1/query" -> own(method, new Queries());
      case "/" -> own(method, new Home());
      case "*" -> method.equals("OPTIONS") ? new Methods(READ) : new Malformed("is no path");
      default -> carried(method, uri, path);
    };
  }

  private static RequestPath statement(String method) {
    return switch (method) {
      case "POST" -> new Submit(Optional.empty());
      case "HEAD" -> new AskAccess();
      case "OPTIONS" -> new Methods("POST, HEAD, OPTIONS");
      default -> new WrongMethod("POST, HEAD, OPTIONS");
    };
  }

  private static RequestPath own(String method, RequestPath asked) {
    return switch (method) {
      case "GET", "HEAD" -> asked;
      case "OPTIONS" -> new Methods(READ);
      default -> new WrongMethod(READ);
    };
  }

  private static RequestPath carried(String method, String uri, String path) {
    if (path.startsWith(CLUSTERS)) {
      return ofCluster(method, uri, path);
    }
    if (path.startsWith("/oauth2/") || path.startsWith("/ui/logout/")) {
      return new Login();
    }
    if (path.equals("/ui") || path.startsWith("/ui/")) {
      return new Astray(QueryId.find(uri));
    }
    if (path.startsWith("/v1/spooled/")) {
      return new Spooled();
    }
    if (CHOSEN_ID.fits(path)) {
      return withChosenId(method, path);
    }
    return followUp(method, uri, path, Optional.empty())
        .or(() -> PathForm.first(OF_PAGES, path).map(_ -> own(method, astray())))
        .orElseGet(Unknown::new);
  }

  private static RequestPath withChosenId(String method, String path) {
    return switch (method) {
      case "PUT" -> new Submit(QueryId.find(path));
      case "OPTIONS" -> new Methods(CHOSEN_ID.allowed());
      default -> new WrongMethod(CHOSEN_ID.allowed());
    };
  }

  private static RequestPath astray() {
    return new Astray(Optional.empty());
  }

  private static Optional<RequestPath> followUp(
      String method, String uri, String path, Optional<ClusterName> asked) {
    Optional<PathForm> form = PathForm.first(OF_QUERIES, path);
    if (form.isEmpty() && NAMED_ASIDE.fits(path)) {
      return QueryId.find(uri).map(query -> followUp(method, uri, NAMED_ASIDE, query, asked));
    }
    return form.map(found -> followUp(method, uri, found, QueryId.find(path).orElseThrow(), asked));
  }

  private static RequestPath followUp(
      String method, String uri, PathForm form, QueryId query, Optional<ClusterName> asked) {
    return form.takes(method) ? new FollowUp(query, uri, asked) : new WrongMethod(form.allowed());
  }

  /**
   * The id of a query counts more than a prefix, as statements move between clusters; the prefix
   * counts when nobody knows the query.
   */
  private static RequestPath ofCluster(String method, String uri, String path) {
    int end = path.indexOf('/', CLUSTERS.length());
    int nameEnd = end < 0 ? path.length() : end;
    Optional<ClusterName> cluster = name(path.substring(CLUSTERS.length(), nameEnd));
    String below = path.substring(nameEnd);
    String belowUri = uri.substring(nameEnd);
    if (cluster.isEmpty()) {
      return new Unknown();
    }
    if (below.equals(STATEMENT) || below.equals(STATEMENT + "/") || CHOSEN_ID.fits(below)) {
      return new PastTheRules();
    }
    return followUp(method, belowUri, below, cluster)
        .or(() ->
            PathForm.first(OF_CLUSTERS, below)
                .or(() -> PathForm.first(OF_PAGES, below))
                .map(form ->
                    form.takes(method)
                        ? new OfCluster(cluster.get(), belowUri)
                        : new WrongMethod(form.allowed())))
        .orElseGet(Unknown::new);
  }

  private static Optional<ClusterName> name(String text) {
    try {
      return Optional.of(new ClusterName(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String withoutQuery(String uri) {
    int question = uri.indexOf('?');
    return question < 0 ? uri : uri.substring(0, question);
  }
}
