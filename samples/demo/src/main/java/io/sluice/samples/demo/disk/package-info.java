/** Folders that come and go with a demo. Start at {@link FolderTree}. */
@NullMarked
package io.sluice.samples.demo.disk;

import org.jspecify.annotations.NullMarked;
