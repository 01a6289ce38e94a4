package io.sluice.broker.replay;

import io.sluice.broker.audit.FleetLoad;
import io.sluice.broker.audit.History;
import io.sluice.rules.fact.GroupName;
import java.time.ZoneId;

/**
 * What to replay, and in which surroundings.
 *
 * @param range which decisions
 * @param examples how many examples to keep of each shift
 * @param defaultGroup the group for what no rule routes
 * @param idle the fleet without load, for decisions without a record of the fleet
 * @param zone the zone of the hours and days of decisions without a record of their moment
 * @param threads how many threads read and evaluate
 */
public record ReplayPlan(
    History.Range range,
    int examples,
    GroupName defaultGroup,
    FleetLoad idle,
    ZoneId zone,
    int threads) {}
