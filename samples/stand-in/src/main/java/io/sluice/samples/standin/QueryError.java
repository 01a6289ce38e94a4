package io.sluice.samples.standin;

import java.util.Arrays;

/**
 * An error as an engine reports it in a page.
 *
 * @param kind its name, code and type
 * @param message what the analyst reads
 */
record QueryError(Kind kind, String message) {

  /** The engines' standard errors, as far as the stand-in knows them. */
  enum Kind {
    SYNTAX_ERROR(1, "USER_ERROR"),
    USER_CANCELED(3, "USER_ERROR"),
    NOT_FOUND(5, "USER_ERROR"),
    DIVISION_BY_ZERO(8, "USER_ERROR"),
    UNKNOWN_TRANSACTION(20, "USER_ERROR"),
    NOT_IN_TRANSACTION(21, "USER_ERROR"),
    INCOMPATIBLE_CLIENT(27, "USER_ERROR"),
    ADMINISTRATIVELY_KILLED(38, "USER_ERROR"),
    TABLE_NOT_FOUND(46, "USER_ERROR"),
    GENERIC_INTERNAL_ERROR(65536, "INTERNAL_ERROR"),
    SERVER_SHUTTING_DOWN(65545, "INTERNAL_ERROR"),
    SERVER_STARTING_UP(65548, "INTERNAL_ERROR"),
    GENERIC_INSUFFICIENT_RESOURCES(131072, "INSUFFICIENT_RESOURCES"),
    QUERY_QUEUE_FULL(131074, "INSUFFICIENT_RESOURCES");

    private final int code;
    private final String type;

    Kind(int code, String type) {
      this.code = code;
      this.type = type;
    }

    int code() {
      return code;
    }

    String type() {
      return type;
    }
  }

  static QueryError syntax(String message) {
    return new QueryError(Kind.SYNTAX_ERROR, "line 1:1: " + message);
  }

  static QueryError canceled() {
    return new QueryError(Kind.USER_CANCELED, "Query was canceled");
  }

  static QueryError told(String name) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .map(kind -> new QueryError(kind, "The stand-in was told to fail with " + name))
        .orElseGet(() ->
            syntax(
                "fail: '%s' (expected: one of %s)"
                    .formatted(name, Arrays.toString(Kind.values()))));
  }
}
