/** Whom the broker believes that it talks to a cluster over TLS. Start at {@link TrustFiles}. */
@NullMarked
package io.sluice.broker.trust;

import org.jspecify.annotations.NullMarked;
