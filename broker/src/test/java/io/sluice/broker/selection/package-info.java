/** Tests of the policies that pick clusters. */
@NullMarked
package io.sluice.broker.selection;

import org.jspecify.annotations.NullMarked;
