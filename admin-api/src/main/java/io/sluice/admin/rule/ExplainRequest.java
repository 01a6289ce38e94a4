package io.sluice.admin.rule;

import io.sluice.rules.fact.Query;
import io.sluice.rules.sql.PreparedStatements;
import java.time.Instant;
import java.util.Optional;

/**
 * A statement that is not to be run: where would it go?
 *
 * @param query who would ask, and how
 * @param sql the text
 * @param at when; else now
 * @param prepared the client's prepared statements
 */
public record ExplainRequest(
    Query query, String sql, Optional<Instant> at, PreparedStatements prepared) {}
