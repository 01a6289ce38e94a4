package io.sluice.broker.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where clients come in, and how long the broker bears with them and with clusters.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 * @param tls how clients speak TLS; without it they speak plain HTTP
 * @param maxStatementBytes the longest statement that is read; a longer one gets 413
 * @param maxHeaderBytes the longest head of a request or an answer, all lines together
 * @param headerMemory the most memory for large heads of requests, all clients together
 * @param transactionIdle after how long without a statement a transaction's cluster is forgotten
 * @param clientIdle after how long without a byte a client's connection is closed
 * @param headTimeout how long a client may take for a TLS handshake, and for the head of a request
 * @param maxStreams how many requests of one HTTP/2 connection are answered at a time
 * @param connectTimeout how long a connection to a cluster may take
 * @param responseTimeout how long a cluster may be silent before its answer counts as lost
 * @param submitTimeout how long the broker looks for a cluster that takes a statement
 * @param submitAttempts how many clusters it tries for one statement
 * @param resubmitMemory the most memory for statements that another cluster can still take over; 0
 *     keeps none
 * @param queryListMemory the most memory for lists of all clusters' queries, all clients together
 * @param spooledSegments how many spooled segments' clusters are remembered
 * @param drainTimeout how long exchanges that are under way may still take when the broker stops
 * @param ioThreads threads that carry bytes
 * @param trustedProxies peers whose X-Forwarded headers are believed
 * @param externalUrl where clients reach the broker, when neither their requests nor proxies tell
 * @param paths what else is carried to clusters
 */
public record FrontConfig(
    String host,
    int port,
    Optional<TlsConfig> tls,
    int maxStatementBytes,
    int maxHeaderBytes,
    long headerMemory,
    Duration transactionIdle,
    Duration clientIdle,
    Duration headTimeout,
    int maxStreams,
    Duration connectTimeout,
    Duration responseTimeout,
    Duration submitTimeout,
    int submitAttempts,
    long resubmitMemory,
    long queryListMemory,
    int spooledSegments,
    Duration drainTimeout,
    int ioThreads,
    List<AddressRange> trustedProxies,
    Optional<URI> externalUrl,
    List<ExtraPath> paths) {
  public FrontConfig {
    trustedProxies = List.copyOf(trustedProxies);
    paths = List.copyOf(paths);
  }
}
