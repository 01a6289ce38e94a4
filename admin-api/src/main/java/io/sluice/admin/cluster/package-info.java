/** Clusters as an operator sees and changes them. Start at {@link Clusters}. */
@NullMarked
package io.sluice.admin.cluster;

import org.jspecify.annotations.NullMarked;
