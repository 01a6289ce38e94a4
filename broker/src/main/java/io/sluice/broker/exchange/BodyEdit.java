package io.sluice.broker.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Changes a body while it passes. Belongs to one body; never keeps more of it than a few bytes.
 * Called on the lane.
 */
public interface BodyEdit {
  /**
   * What goes on in place of {@code bytes}, all of which are consumed; may be {@code bytes} itself,
   * and may be empty.
   */
  ByteBuffer edit(ByteBuffer bytes) throws IOException;

  /** What is left when the body has ended. */
  ByteBuffer end() throws IOException;

  /**
   * Gives back what it holds beside its objects; called once, when the body has ended or nobody
   * wants the rest.
   */
  default void close() {}
}
