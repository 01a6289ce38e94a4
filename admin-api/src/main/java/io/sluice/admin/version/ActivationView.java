package io.sluice.admin.version;

import io.sluice.rules.decision.RuleSetVersion;
import java.time.Instant;

/**
 * A rule set that came into force.
 *
 * @param sequence its number, from 1
 * @param version which set
 * @param activatedAt when
 * @param who who wanted it
 * @param why why; empty when nobody said
 * @param origin by which way
 * @param active whether it is the latest one: all brokers of the store follow it
 */
public record ActivationView(
    long sequence,
    RuleSetVersion version,
    Instant activatedAt,
    String who,
    String why,
    ActivationOrigin origin,
    boolean active) {}
