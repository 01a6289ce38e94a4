/** A server over ports in memory, for tests. Start at {@link TrialServer}. */
@NullMarked
package io.sluice.admin.trial;

import org.jspecify.annotations.NullMarked;
