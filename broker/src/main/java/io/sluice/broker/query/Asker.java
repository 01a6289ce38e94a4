package io.sluice.broker.query;

import java.util.Set;

/**
 * Who asked a query, and for what.
 *
 * @param user the user
 * @param teams the user's teams when the statement was decided
 * @param fingerprint the statement's fingerprint; empty when it is not known
 */
public record Asker(String user, Set<String> teams, String fingerprint) {
  /** Somebody of whom nothing is known. */
  public static final Asker UNKNOWN = new Asker("", Set.of(), "");

  public Asker {
    teams = Set.copyOf(teams);
  }
}
