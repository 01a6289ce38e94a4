/** What the broker shows its clients over TLS. Start at {@link ServerCertificate}. */
@NullMarked
package io.sluice.broker.certificate;

import org.jspecify.annotations.NullMarked;
