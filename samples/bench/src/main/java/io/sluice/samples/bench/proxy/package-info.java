/**
 * What is measured: Sluice, and what it is compared with. Start at {@link
 * io.sluice.samples.bench.proxy.Proxy}.
 */
@NullMarked
package io.sluice.samples.bench.proxy;

import org.jspecify.annotations.NullMarked;
