/**
 * TLS at the front and plain HTTP behind it, with stock clients and engines, in each mode of URIs
 * that works for them. Start at {@link io.sluice.samples.demo.uris.UriModesIT}.
 */
@NullMarked
package io.sluice.samples.demo.uris;

import org.jspecify.annotations.NullMarked;
