package io.sluice.admin;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets Jersey and Grizzly log what an operator has to know, and no more. Holds the loggers, as
 * java.util.logging forgets the level of one that nobody holds.
 */
final class QuietLoggers {
  private final List<Logger> chatty =
      List.of(Logger.getLogger("org.glassfish.grizzly"), Logger.getLogger("org.glassfish.jersey"));

  /**
   * The first warns that each resource that is registered as an instance will be ignored, and
   * ignores none; the second warns of each orderly stop.
   */
  private final List<Logger> mistaken =
      List.of(
          Logger.getLogger("org.glassfish.jersey.internal.inject.Providers"),
          Logger.getLogger("org.glassfish.grizzly.nio.GracefulShutdownRunner"));

  void quieten() {
    chatty.forEach(logger -> logger.setLevel(Level.WARNING));
    mistaken.forEach(logger -> logger.setLevel(Level.SEVERE));
  }
}
