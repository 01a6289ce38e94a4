package io.sluice.broker.selection;

import java.util.function.ToDoubleFunction;

/** What a policy goes by: the contender with the smallest figure comes first. */
interface Measure {
  /** Nothing that tells contenders apart. */
  Measure NONE = _ -> _ -> 0;

  /** The part of a contender's room that is used. */
  Measure LOAD = _ -> Contender::load;

  /** The figures of the contenders for one statement. */
  ToDoubleFunction<Contender> of(Wish wish);
}
