package io.sluice.admin.version;

import io.sluice.rules.difference.FileDifference;

/**
 * A file that differs: {@link FileDifference} on the wire.
 *
 * @param name its name
 * @param change what became of it
 * @param diff the change in the unified format
 */
public record FileDifferenceView(String name, FileDifference.Change change, String diff) {}
