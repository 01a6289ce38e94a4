/**
 * The queries of all clusters in one list, as one coordinator would give it. Start at {@link
 * QueryLists}.
 */
@NullMarked
package io.sluice.broker.querylist;

import org.jspecify.annotations.NullMarked;
