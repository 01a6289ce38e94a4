package io.sluice.rules.request;

/**
 * The headers of one request, in the order in which they came; a name may stand several times. An
 * interface, so that a server's own headers are read where they lie.
 */
public interface HeaderLines {
  /** How many there are. */
  int count();

  /** The name of one of them, counted from 0, as the client wrote it. */
  String name(int index);

  /** Its value. */
  String value(int index);
}
