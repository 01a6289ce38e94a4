package io.sluice.admin.ruletrial;

import java.util.Optional;

/**
 * The rules that decided statements on which the two sets differ.
 *
 * @param active the rule of the active set; left out when none decided
 * @param candidate the rule of the candidate, likewise
 * @param count how many statements
 */
public record WinnersView(Optional<String> active, Optional<String> candidate, long count) {}
