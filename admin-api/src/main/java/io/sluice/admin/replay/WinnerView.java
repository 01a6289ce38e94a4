package io.sluice.admin.replay;

import io.sluice.rules.replay.Succession;
import java.util.Optional;

/**
 * Decisions that another rule wins: {@link Succession} on the wire.
 *
 * @param from the rule that decided then; left out when none did
 * @param to the rule that would decide now; left out when none would
 * @param count how many
 */
public record WinnerView(Optional<String> from, Optional<String> to, long count) {

  static WinnerView of(Succession succession) {
    return new WinnerView(succession.from(), succession.to(), succession.count());
  }
}
