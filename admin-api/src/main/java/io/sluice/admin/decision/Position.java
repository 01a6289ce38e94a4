package io.sluice.admin.decision;

import java.time.Instant;

/**
 * A place in the list of decisions: right after this one. Clients see it as an opaque cursor.
 *
 * @param at when that decision was made
 * @param id its name
 */
public record Position(Instant at, DecisionId id) {}
