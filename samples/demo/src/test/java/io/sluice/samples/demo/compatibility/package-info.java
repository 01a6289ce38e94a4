/**
 * Whether real clients can tell the broker from the engine: each runs a script against both, and
 * what it shows must be the same. Start at {@link CompatibilityContract}.
 */
@NullMarked
package io.sluice.samples.demo.compatibility;

import org.jspecify.annotations.NullMarked;
