package io.sluice.broker.selection;

/**
 * What a policy may look at besides the clusters.
 *
 * @param user who asks; may be empty
 * @param fingerprint the same for statements that differ only in literals; may be empty
 * @param location where this broker stands; empty when nobody has said
 */
public record Wish(String user, String fingerprint, String location) {}
