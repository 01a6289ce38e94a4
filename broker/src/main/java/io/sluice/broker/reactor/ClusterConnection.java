package io.sluice.broker.reactor;

import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;

/** One connection to a cluster, bound to a lane; carries one exchange at a time. */
public final class ClusterConnection {
  private final Lane lane;
  private final ClusterTarget.Line line;
  private final IOSession session;
  private final Timeout idleTimeout;

  ClusterConnection(Lane lane, ClusterTarget.Line line, IOSession session, Timeout idleTimeout) {
    this.lane = lane;
    this.line = line;
    this.session = session;
    this.idleTimeout = idleTimeout;
  }

  ClusterTarget.Line line() {
    return line;
  }

  boolean isOpen() {
    return session.isOpen();
  }

  void execute(AsyncClientExchangeHandler exchange, Timeout responseTimeout) {
    session.setSocketTimeout(responseTimeout);
    session.enqueue(
        new RequestExecutionCommand(exchange, HttpCoreContext.create()), Command.Priority.NORMAL);
  }

  /** Gives the connection back when it may carry another request; closed ones are forgotten. */
  public void release() {
    if (session.isOpen()) {
      session.setSocketTimeout(idleTimeout);
      lane.giveBack(this);
    }
  }

  /** Ends the connection, and so whatever the cluster is still sending on it. */
  public void abort() {
    session.close(CloseMode.IMMEDIATE);
  }
}
