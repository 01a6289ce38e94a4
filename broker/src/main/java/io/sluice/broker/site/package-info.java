/**
 * One cluster's pages under the broker's address, each cluster's below a prefix of its own. Start
 * at {@link Site}.
 */
@NullMarked
package io.sluice.broker.site;

import org.jspecify.annotations.NullMarked;
