package io.sluice.broker.config;

import java.nio.file.Path;

/**
 * The files on the local disk that hold decisions until the data base has them.
 *
 * @param directory their folder; made when it does not exist
 * @param maxBytes how large they may grow together
 */
public record JournalConfig(Path directory, long maxBytes) {}
