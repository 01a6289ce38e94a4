package io.sluice.rules.fact;

/**
 * What a user, or a team of the user, has used up: one fact for the user and one for each team.
 * Zeros stand for nothing, and for not known yet: the numbers are gathered beside the way of the
 * statement, so they lag by some seconds.
 *
 * @param kind {@code user} or {@code team}
 * @param name the user's or the team's name
 * @param running queries running now
 * @param queued queries queued now
 * @param queriesLastHour queries that ended within the last hour
 * @param cpuSecondsLastHour their CPU time
 * @param bytesLastHour the bytes they read
 * @param queriesLastDay queries that ended within the last 24 hours
 * @param cpuSecondsLastDay their CPU time
 * @param bytesLastDay the bytes they read
 */
public record Usage(
    String kind,
    String name,
    int running,
    int queued,
    long queriesLastHour,
    double cpuSecondsLastHour,
    long bytesLastHour,
    long queriesLastDay,
    double cpuSecondsLastDay,
    long bytesLastDay) {
  /** The kind of a user's usage. */
  public static final String USER = "user";

  /** The kind of a team's usage. */
  public static final String TEAM = "team";

  /** Nothing used, as far as is known. */
  public static Usage none(String kind, String name) {
    return new Usage(kind, name, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
