/** What the documents promise, tried. Start at {@link Document}. */
@NullMarked
package io.sluice.samples.demo.documents;

import org.jspecify.annotations.NullMarked;
