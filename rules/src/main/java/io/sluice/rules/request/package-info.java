/**
 * From the headers of a statement's request to the fact that rules see: the same for a request that
 * a client sends and for one that a rule test describes. Start at {@link RequestFacts}.
 */
@NullMarked
package io.sluice.rules.request;

import org.jspecify.annotations.NullMarked;
