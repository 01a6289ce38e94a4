package io.sluice.broker.front;

import io.sluice.broker.query.QueryId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a request asks for, by its method and path. */
sealed interface RequestPath {

  /** A new statement. */
  record Submit() implements RequestPath {}

  /** Something about a query that a cluster owns: poll, cancel, detail, web page. */
  record FollowUp(QueryId query) implements RequestPath {}

  /** A spooled segment, or its end. */
  record Spooled() implements RequestPath {}

  /** A step of a login with OAuth2, or the page after a logout. */
  record Login() implements RequestPath {}

  /** What a coordinator would say of itself; the broker answers in its place. */
  record AboutServer(String of) implements RequestPath {}

  /** The page for people who look at the address with a browser. */
  record Home() implements RequestPath {}

  /** Right path, wrong method. */
  record WrongMethod(String allowed) implements RequestPath {}

  /** Nothing that the broker serves. */
  record Unknown() implements RequestPath {}

  List<String> OF_QUERIES = List.of("/v1/statement/", "/v1/query/", "/v1/stage/", "/ui/");
  String STATEMENT = "/v1/statement";

  static RequestPath of(String method, String uri) {
    String path = withoutQuery(uri);
    if (climbs(path)) {
      return new Unknown();
    }
    return switch (path) {
      case STATEMENT, STATEMENT + "/" ->
          method.equals("POST") ? new Submit() : new WrongMethod("POST");
      case "/v1/info", "/v1/info/state", "/v1/info/coordinator", "/v1/status" ->
          method.equals("GET") || method.equals("HEAD")
              ? new AboutServer(path)
              : new WrongMethod("GET, HEAD");
      case "/", "/ui", "/ui/" -> home(method, uri);
      default -> followUp(uri, path);
    };
  }

  private static RequestPath home(String method, String uri) {
    Optional<QueryId> query = QueryId.find(uri);
    if (query.isPresent()) {
      return new FollowUp(query.get());
    }
    return method.equals("GET") || method.equals("HEAD")
        ? new Home()
        : new WrongMethod("GET, HEAD");
  }

  private static RequestPath followUp(String uri, String path) {
    if (path.startsWith("/v1/spooled/")) {
      return new Spooled();
    }
    if (path.startsWith("/oauth2/") || path.startsWith("/ui/logout/")) {
      return new Login();
    }
    if (OF_QUERIES.stream().noneMatch(path::startsWith)) {
      return new Unknown();
    }
    return QueryId.find(uri).<RequestPath>map(FollowUp::new).orElseGet(Unknown::new);
  }

  /**
   * Whether a path has dot segments, in any of the forms that servers resolve: it could name a
   * query and end anywhere on its cluster.
   */
  private static boolean climbs(String path) {
    if (path.indexOf('.') < 0 && path.indexOf('%') < 0) {
      return false;
    }
    String plain =
        path.toLowerCase(Locale.ROOT)
            .replace("%2e", ".")
            .replace("%u002e", ".")
            .replace("%2f", "/")
            .replace("%5c", "/")
            .replace('\\', '/');
    return Stream.of(plain.split("/", -1))
        .map(segment -> segment.split(";", 2)[0])
        .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
  }

  private static String withoutQuery(String uri) {
    int question = uri.indexOf('?');
    return question < 0 ? uri : uri.substring(0, question);
  }
}
