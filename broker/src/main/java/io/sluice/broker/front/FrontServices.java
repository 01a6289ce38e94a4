package io.sluice.broker.front;

import io.sluice.broker.followup.FollowUps;
import io.sluice.broker.oauth.Logins;
import io.sluice.broker.querylist.QueryLists;
import io.sluice.broker.site.Site;
import io.sluice.broker.spooling.Spooling;
import io.sluice.broker.statement.Submissions;
import io.sluice.broker.uris.Uris;
import java.util.concurrent.Executor;

/**
 * What the front hands requests to.
 *
 * @param submissions for new statements
 * @param followUps for requests about queries
 * @param spooling for spooled segments
 * @param logins for logins with OAuth2
 * @param uris lead clients back to the broker
 * @param site for the clusters' own pages
 * @param extraPaths what else is carried to clusters
 * @param queryLists for the list of all queries
 * @param ownPages for what the broker answers itself
 * @param traffic counts
 * @param background runs what blocks; one thread each
 * @param maxStatementBytes the longest statement that is read
 */
public record FrontServices(
    Submissions submissions,
    FollowUps followUps,
    Spooling spooling,
    Logins logins,
    Uris uris,
    Site site,
    ExtraPaths extraPaths,
    QueryLists queryLists,
    OwnPages ownPages,
    Traffic traffic,
    Executor background,
    int maxStatementBytes) {}
