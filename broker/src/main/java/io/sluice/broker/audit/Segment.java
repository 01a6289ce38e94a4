package io.sluice.broker.audit;

import java.nio.file.Path;

/**
 * One file of the journal that nothing is added to any more.
 *
 * @param base the journal position of its first byte
 * @param end the journal position after its last byte
 * @param file where it lies
 */
record Segment(long base, long end, Path file) {}
