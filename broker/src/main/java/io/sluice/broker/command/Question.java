package io.sluice.broker.command;

import io.sluice.broker.config.BrokerConfig;
import io.sluice.rules.fact.Query;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A statement whose decision is to be explained.
 *
 * @param sql its text
 * @param query who asks, and how
 * @param at when
 * @param zone the zone of the hours and days that rules see
 * @param config what the rules may name, and their limits; when there is none, any group and
 *     cluster will do, and the limits are the defaults
 */
public record Question(
    String sql, Query query, Instant at, ZoneId zone, Optional<BrokerConfig> config) {}
