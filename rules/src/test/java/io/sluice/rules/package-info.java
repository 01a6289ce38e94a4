/** Tests of the module as a whole. Start at {@link ArchitectureTest}. */
@NullMarked
package io.sluice.rules;

import org.jspecify.annotations.NullMarked;
