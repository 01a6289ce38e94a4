/** Groups of clusters and their load. Start at {@link Groups}. */
@NullMarked
package io.sluice.admin.group;

import org.jspecify.annotations.NullMarked;
