package io.sluice.broker.audit;

import io.sluice.rules.fact.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The moment that the rules saw. It is earlier than that of the decision's id, which is made when a
 * cluster has answered: on the edge of a time window the difference would tell.
 *
 * @param instant the moment
 * @param offsetSeconds how far the configured zone was ahead of UTC then
 */
public record SeenMoment(Instant instant, int offsetSeconds) {

  public static SeenMoment of(Moment moment) {
    var local = moment.date().atTime(moment.time());
    long ahead = local.toEpochSecond(ZoneOffset.UTC) - moment.instant().getEpochSecond();
    return new SeenMoment(moment.instant(), Math.toIntExact(ahead));
  }

  /** The moment as the rules saw it, whatever zone is configured now. */
  public Moment moment() {
    ZoneId offset = ZoneOffset.ofTotalSeconds(offsetSeconds);
    return Moment.at(instant, offset);
  }
}
