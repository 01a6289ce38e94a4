/** Keeps foreign web pages and oversized requests out. Start at {@link RequestGuard}. */
@NullMarked
package io.sluice.admin.guard;

import org.jspecify.annotations.NullMarked;
