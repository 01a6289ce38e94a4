package io.sluice.broker.reactor;

import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.Timeout;

/**
 * How clients speak TLS to the broker.
 *
 * @param context asked at each handshake, so that a new certificate needs no restart
 * @param protocols the versions that are spoken
 */
public record ClientTls(Supplier<SSLContext> context, List<String> protocols) {
  public ClientTls {
    protocols = List.copyOf(protocols);
  }

  /** Puts TLS under a connection that has just been accepted; nobody waits for its handshake. */
  void begin(ProtocolIOSession session, Timeout handshakeTimeout) {
    session.startTls(
        context.get(),
        null,
        SSLBufferMode.DYNAMIC,
        (_, engine) -> engine.setSSLParameters(parameters(engine)),
        null,
        handshakeTimeout);
  }

  private SSLParameters parameters(SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(protocols.toArray(new String[0]));
    parameters.setUseCipherSuitesOrder(true);
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    return parameters;
  }
}
