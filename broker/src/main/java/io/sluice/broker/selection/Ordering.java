package io.sluice.broker.selection;

import java.util.List;

/** The order of a policy, without its words. */
interface Ordering {
  /** All that are eligible, the best first, those beyond thresholds last. */
  List<Contender> order(List<Contender> eligible, Wish wish);
}
