package io.sluice.broker.config;

import java.util.regex.Pattern;

/** Takes secrets out of what is shown. */
final class Secrets {
  private static final String MASK = "****";
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)([?&;][^?&;=]*(?:password|passwd|pwd|passphrase|secret|token|key)[^?&;=]*=)[^&;]*");
  private static final Pattern USER_INFO = Pattern.compile("(//[^/?#@:]*):[^/?#]*@");

  private Secrets() {}

  static String mask(String secret) {
    return secret.isEmpty() ? "" : MASK;
  }

  /** The URL without the password of its user-info and of its parameters. */
  static String maskUrl(String url) {
    String parameters = PARAMETER.matcher(url).replaceAll("$1" + MASK);
    return USER_INFO.matcher(parameters).replaceAll("$1:" + MASK + "@");
  }
}
