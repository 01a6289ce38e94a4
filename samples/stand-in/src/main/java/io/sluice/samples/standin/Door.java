package io.sluice.samples.standin;

/** What a stand-in does with connections that come. */
public enum Door {
  /** Takes them. */
  OPEN,
  /** Takes them and closes them at once. */
  HANGING_UP,
  /** Refuses them: the listening socket is closed. Its port is taken again when the door opens. */
  SHUT
}
