package io.sluice.broker.fleet;

import io.sluice.broker.query.CoordinatorId;
import java.util.Optional;

/**
 * What a coordinator says of itself at {@code /v1/info}.
 *
 * @param version its version
 * @param coordinatorId the last part of its query ids, where it tells
 * @param starting whether it is not ready yet
 */
public record ClusterInfo(
    String version, Optional<CoordinatorId> coordinatorId, boolean starting) {}
