package io.sluice.broker.store;

import io.sluice.broker.store.StoreException.Kind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/** Tells from a database's error what it means for whoever asked, and what mends it. */
final class Trouble {
  /** H2: the file is in use; the connection is broken; the database is closed; it is shut down. */
  private static final int FILE_IN_USE = 90020;

  private static final int BROKEN = 90067;
  private static final int CLOSED = 90098;
  private static final int SHUT_DOWN = 90121;

  private final StoreSettings settings;

  Trouble(StoreSettings settings) {
    this.settings = settings;
  }

  StoreException describe(RuntimeException e) {
    Optional<SQLException> sql = innermost(e);
    return new StoreException(sql.map(Trouble::kind).orElse(Kind.FAILED), message(e, sql), e);
  }

  private String message(RuntimeException e, Optional<SQLException> sql) {
    if (sql.isPresent() && sql.get().getErrorCode() == FILE_IN_USE) {
      return "store.url: %s is open in another process (expected: one process for an H2 file; stop the other one, or name another file)"
          .formatted(settings.place());
    }
    if (sql.isPresent() && "08001".equals(sql.get().getSQLState()) && noDriver(sql.get())) {
      return "store.url: %s has no driver (expected: the database's JDBC driver on the class path)"
          .formatted(settings.place());
    }
    return "store.url: %s: %s"
        .formatted(settings.place(), sql.<Exception>map(s -> s).orElse(e).getMessage());
  }

  private static boolean noDriver(SQLException e) {
    return String.valueOf(e.getMessage()).startsWith("No suitable driver");
  }

  private static Kind kind(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    int code = e.getErrorCode();
    if (e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException
        || state.startsWith("08")
        || state.startsWith("57P")
        || code == FILE_IN_USE
        || code == BROKEN
        || code == CLOSED
        || code == SHUT_DOWN) {
      return Kind.DOWN;
    }
    return state.startsWith("22") || state.startsWith("23") ? Kind.REFUSED : Kind.FAILED;
  }

  /** Pools and migrations wrap what the database said; the innermost tells most. */
  private static Optional<SQLException> innermost(Throwable e) {
    Optional<SQLException> found = Optional.empty();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        found = Optional.of(sql);
      }
    }
    return found;
  }
}
