package io.sluice.broker.probe;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.Credentials;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** As whom a cluster is asked. Never shows its password, whoever prints it. */
final class Caller {
  /** Where a cluster asks for no password, any name will do. */
  private static final String NOBODY_SAID = "sluice";

  private final String user;
  private final Optional<String> password;
  private final Optional<String> trouble;

  private Caller(String user, Optional<String> password, Optional<String> trouble) {
    this.user = user;
    this.password = password;
    this.trouble = trouble;
  }

  static Caller of(ClusterSpec spec, Secrets secrets) {
    if (spec.credentials().isEmpty()) {
      return new Caller(NOBODY_SAID, Optional.empty(), Optional.empty());
    }
    Credentials credentials = spec.credentials().get();
    if (credentials.password().isEmpty()) {
      return new Caller(credentials.user(), Optional.empty(), Optional.empty());
    }
    if (!"https".equalsIgnoreCase(spec.url().getScheme())) {
      return new Caller(
          credentials.user(),
          Optional.empty(),
          Optional.of(
              "credentials.password: not sent over http, where everybody could read it and Trino refuses it (use an https url, or leave the password out)"));
    }
    try {
      return new Caller(
          credentials.user(),
          Optional.of(secrets.read(credentials.password().get())),
          Optional.empty());
    } catch (IOException e) {
      return new Caller(
          credentials.user(), Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  String user() {
    return user;
  }

  /** The password; empty when there is none that may be sent. */
  Optional<String> password() {
    return password;
  }

  /** Why the configured password is not used. */
  Optional<String> trouble() {
    return trouble;
  }

  /** The same user without the password, and why. */
  Caller silenced(String why) {
    return new Caller(user, Optional.empty(), Optional.of(why));
  }

  boolean says(Caller other) {
    return user.equals(other.user) && password.equals(other.password);
  }

  /** The headers that say who asks; without a dialect only those that every engine understands. */
  Map<String, String> headers(Optional<Dialect> dialect) {
    var headers = new LinkedHashMap<String, String>();
    dialect.ifPresent(known -> headers.put(known.headerPrefix() + "User", user));
    password.ifPresent(secret -> headers.put("Authorization", "Basic " + encoded(secret)));
    return headers;
  }

  private String encoded(String secret) {
    return Base64.getEncoder()
        .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return password.isPresent() ? user + " with a password" : user;
  }
}
