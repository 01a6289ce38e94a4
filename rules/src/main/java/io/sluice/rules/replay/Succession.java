package io.sluice.rules.replay;

import java.util.Optional;

/**
 * Decisions that another rule would win.
 *
 * @param from the rule that decided then; none when the default group took it
 * @param to the rule that would decide now; likewise
 * @param count how many
 */
public record Succession(Optional<String> from, Optional<String> to, long count) {}
