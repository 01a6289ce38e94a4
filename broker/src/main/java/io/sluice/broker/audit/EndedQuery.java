package io.sluice.broker.audit;

import io.sluice.broker.query.Asker;
import java.util.Optional;

/**
 * A query whose decision and end are both kept.
 *
 * @param asker who asked, and for what
 * @param before the end that was told of earlier and that this one replaces
 * @param end how it ended
 */
public record EndedQuery(Asker asker, Optional<QueryEnd> before, QueryEnd end) {}
