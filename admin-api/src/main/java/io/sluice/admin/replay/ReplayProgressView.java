package io.sluice.admin.replay;

import java.util.OptionalLong;

/**
 * How far a replay is.
 *
 * @param done how many decisions have been tried
 * @param total how many there are; left out while that is not known
 * @param perSecond how many were tried a second, since it began
 */
public record ReplayProgressView(long done, OptionalLong total, long perSecond) {}
