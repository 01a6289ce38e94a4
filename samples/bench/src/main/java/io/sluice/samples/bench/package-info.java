/** How fast rules are, in JMH's figures. Start at {@link Decide}. */
@NullMarked
package io.sluice.samples.bench;

import org.jspecify.annotations.NullMarked;
