package io.sluice.samples.standin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A follow-up's path taken apart.
 *
 * @param queryId the query
 * @param slug the capability
 * @param position the page
 * @param partialCancel whether it cancels only a stage
 */
record StatementPath(String queryId, String slug, int position, boolean partialCancel) {
  private static final Pattern TRINO =
      Pattern.compile("/v1/statement/(queued|executing)/([^/]+)/(y[^/]+)/(\\d{1,9})");
  private static final Pattern TRINO_PARTIAL =
      Pattern.compile("/v1/statement/executing/partialCancel/([^/]+)/\\d+/(y[^/]+)/(\\d{1,9})");
  private static final Pattern PRESTO =
      Pattern.compile("/v1/statement/(queued|executing)/([^/]+)/(\\d{1,9})");

  /** Executing pages are numbered from 0 in Trino and from 1 in Presto; one shift fits both. */
  private static final int EXECUTING = 2;

  static String of(StandInQuery query, int position) {
    return switch (query.submission().dialect()) {
      case TRINO ->
          position < 2
              ? "/v1/statement/queued/%s/%s/%d"
                  .formatted(query.id(), query.slug(position), position)
              : "/v1/statement/executing/%s/%s/%d"
                  .formatted(query.id(), query.slug(position), position - EXECUTING);
      case PRESTO ->
          position < 3
              ? "/v1/statement/queued/%s/%d?slug=%s"
                  .formatted(query.id(), position, query.slug(position))
              : "/v1/statement/executing/%s/%d?slug=%s"
                  .formatted(query.id(), position - EXECUTING, query.slug(position));
    };
  }

  static String partialCancelOf(StandInQuery query, int position) {
    return switch (query.submission().dialect()) {
      case TRINO ->
          "/v1/statement/executing/partialCancel/%s/0/%s/%d"
              .formatted(query.id(), query.slug(position), position - EXECUTING);
      case PRESTO -> "/v1/stage/%s.0".formatted(query.id());
    };
  }

  static Optional<StatementPath> parse(StandInDialect dialect, ReceivedRequest request) {
    return switch (dialect) {
      case TRINO -> trino(request.path());
      case PRESTO -> presto(request);
    };
  }

  private static Optional<StatementPath> trino(String path) {
    Matcher partial = TRINO_PARTIAL.matcher(path);
    if (partial.matches()) {
      int position = Integer.parseInt(partial.group(3)) + EXECUTING;
      return Optional.of(new StatementPath(partial.group(1), partial.group(2), position, true));
    }
    Matcher matcher = TRINO.matcher(path);
    return matcher.matches()
        ? Optional.of(
            new StatementPath(
                matcher.group(2),
                matcher.group(3),
                position(matcher.group(1), matcher.group(4)),
                false))
        : Optional.empty();
  }

  private static Optional<StatementPath> presto(ReceivedRequest request) {
    Matcher matcher = PRESTO.matcher(request.path());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String slug = request.queryString().replaceAll("^(?:.*&)?slug=([^&]*).*$", "$1");
    return Optional.of(
        new StatementPath(
            matcher.group(2), slug, position(matcher.group(1), matcher.group(3)), false));
  }

  private static int position(String phase, String number) {
    int n = Integer.parseInt(number);
    return phase.equals("queued") ? n : n + EXECUTING;
  }
}
