/**
 * The engines' web pages in a real browser, through the broker. Start at {@link
 * io.sluice.samples.demo.site.WebPagesIT}.
 */
@NullMarked
package io.sluice.samples.demo.site;

import org.jspecify.annotations.NullMarked;
