package io.sluice.broker.front;

/**
 * The target of a request line, looked at before anything is made of it: two servers must not see
 * two paths in it.
 */
final class Target {
  private static final String HEX = "0123456789abcdefABCDEF";

  private Target() {}

  /** What is wrong with a target, as the end of a sentence about it; empty when nothing is. */
  static String flaw(String uri) {
    int question = uri.indexOf('?');
    int pathEnd = question < 0 ? uri.length() : question;
    if (uri.equals("*")) {
      return "";
    }
    if (pathEnd == 0 || uri.charAt(0) != '/') {
      return "does not begin with a slash";
    }
    for (int i = 0; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (c <= ' ' || c >= 127 || c == '#') {
        return "has a character that must be encoded";
      }
    }
    int start = 1;
    for (int i = 1; i <= pathEnd; i++) {
      if (i == pathEnd || uri.charAt(i) == '/') {
        if (isDots(uri, start, i)) {
          return "has a dot segment";
        }
        if (start == i && i < pathEnd) {
          return "has an empty segment";
        }
        start = i + 1;
      } else {
        String flaw = flaw(uri, i, pathEnd);
        if (!flaw.isEmpty()) {
          return flaw;
        }
      }
    }
    return "";
  }

  private static boolean isDots(String uri, int start, int end) {
    int length = end - start;
    return (length == 1 || length == 2) && uri.charAt(start) == '.' && uri.charAt(end - 1) == '.';
  }

  private static String flaw(String uri, int at, int pathEnd) {
    return switch (uri.charAt(at)) {
      case '\\' -> "has a backslash";
      case ';' -> "has a path parameter";
      case '%' -> {
        int value = at + 2 < pathEnd ? decoded(uri.charAt(at + 1), uri.charAt(at + 2)) : -1;
        if (value < 0) {
          yield "has a percent sign that encodes nothing";
        }
        yield value < ' ' || value == 127 || "/\\.;%?#".indexOf(value) >= 0
            ? "has an encoded character that servers read in two ways"
            : "";
      }
      default -> "";
    };
  }

  private static int decoded(char high, char low) {
    return HEX.indexOf(high) < 0 || HEX.indexOf(low) < 0
        ? -1
        : Character.digit(high, 16) * 16 + Character.digit(low, 16);
  }
}
