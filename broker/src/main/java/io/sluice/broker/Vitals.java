package io.sluice.broker;

/**
 * What a broker holds at one moment; all of it goes back to nothing when nobody asks it anything.
 *
 * @param requests requests of clients that are not answered completely
 * @param connections open connections of clients and to clusters together, those that are being
 *     made included
 * @param idleConnections those to clusters that wait for their next request
 * @param liveQueries queries that have not ended, as far as this broker knows
 * @param unpolledStatements statements that another cluster could still take over
 */
public record Vitals(
    int requests, int connections, int idleConnections, int liveQueries, int unpolledStatements) {}
