/** What states clusters were in. Start at {@link ClusterHistory}. */
@NullMarked
package io.sluice.admin.history;

import org.jspecify.annotations.NullMarked;
