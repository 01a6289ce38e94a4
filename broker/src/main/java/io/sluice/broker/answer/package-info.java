/**
 * Answers of the broker itself, in the forms that engines and clients know. Start at {@link
 * EngineError}.
 */
@NullMarked
package io.sluice.broker.answer;

import org.jspecify.annotations.NullMarked;
