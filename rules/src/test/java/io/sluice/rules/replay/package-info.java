/** Tests of what other rules would have said. */
@NullMarked
package io.sluice.rules.replay;

import org.jspecify.annotations.NullMarked;
