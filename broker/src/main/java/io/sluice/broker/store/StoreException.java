package io.sluice.broker.store;

/** The store could not do its work. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  /** Why. */
  public enum Kind {
    /** The database can't be reached. It is tried again in the background. */
    DOWN,
    /** The database answered that it can't now, or not in time. The same may work later. */
    FAILED,
    /** The database refuses these very values. The same will not work later. */
    REFUSED
  }

  public StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public StoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
