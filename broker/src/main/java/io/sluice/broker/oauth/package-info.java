/** Logins with OAuth2, each tied to the cluster that began it. Start at {@link Handshakes}. */
@NullMarked
package io.sluice.broker.oauth;

import org.jspecify.annotations.NullMarked;
