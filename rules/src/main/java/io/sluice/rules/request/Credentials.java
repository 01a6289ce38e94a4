package io.sluice.rules.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** What rules and the audit must never see, and the one thing in it that they may. */
final class Credentials {
  private static final Set<String> HEADERS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "x-trino-extra-credential",
          "x-presto-extra-credential");
  private static final String BASIC = "basic ";

  private Credentials() {}

  /**
   * @param name a header's name in lower case
   */
  static boolean isCredential(String name) {
    return HEADERS.contains(name);
  }

  /** The user of an Authorization header of the Basic scheme. */
  static Optional<String> basicUser(String authorization) {
    if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String userAndPassword = new String(decoded, UTF_8);
      int colon = userAndPassword.indexOf(':');
      return colon > 0 ? Optional.of(userAndPassword.substring(0, colon)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
