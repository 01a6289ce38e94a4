/**
 * Logins with OAuth2 by real clients at real Trinos with a real identity provider, through two
 * brokers. Start at {@link OAuthIT}.
 */
@NullMarked
package io.sluice.samples.demo.oauth;

import org.jspecify.annotations.NullMarked;
