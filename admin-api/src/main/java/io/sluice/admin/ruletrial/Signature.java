package io.sluice.admin.ruletrial;

/**
 * Who wants a change, and why, in that one's own words.
 *
 * @param who a name
 * @param why may be empty
 */
public record Signature(String who, String why) {}
