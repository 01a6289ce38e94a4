package io.sluice.admin.decision;

import io.sluice.rules.fact.Dialect;
import java.util.Set;

/**
 * A statement and who sent it. What the client did not say is empty.
 *
 * @param user who it runs as
 * @param principal who authenticated
 * @param source the client's name for itself
 * @param clientTags the client's tags, sorted
 * @param dialect which headers the client speaks
 * @param remoteAddress the client's IP address
 * @param catalog the session's catalog
 * @param schema the session's schema
 * @param transaction the open transaction
 * @param sql the text, as much of it as the audit keeps
 * @param sqlTruncated whether the text was longer
 */
public record StatementView(
    String user,
    String principal,
    String source,
    Set<String> clientTags,
    Dialect dialect,
    String remoteAddress,
    String catalog,
    String schema,
    String transaction,
    String sql,
    boolean sqlTruncated) {
  public StatementView {
    clientTags = Sorted.copyOf(clientTags);
  }
}
