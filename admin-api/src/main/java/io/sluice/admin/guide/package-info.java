/** What the API tells about itself. Start at {@link GuideResource}. */
@NullMarked
package io.sluice.admin.guide;

import org.jspecify.annotations.NullMarked;
