package io.sluice.rules.fact;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who asks, and how: everything a statement's request says beside its SQL.
 *
 * <p>Nothing is null: what a client did not send is an empty string, set or map.
 *
 * @param user the user the statement runs as (X-Trino-User, X-Presto-User, or the Basic user)
 * @param principal who authenticated, where that is known; else empty
 * @param groups the user's teams, as the group provider knows them
 * @param source the client's name for itself, such as {@code airflow}
 * @param clientTags the client's tags
 * @param clientInfo free text of the client
 * @param catalog the session's catalog
 * @param schema the session's schema
 * @param sessionProperties the session's properties, decoded
 * @param resourceEstimates the client's estimates, decoded
 * @param dialect which family of headers the client speaks
 * @param remoteAddress the client's IP address, without a port
 * @param userAgent the client's User-Agent
 * @param headers all request headers by lower-case name, without credentials; lookups ignore case
 * @param routingGroup X-Trino-Routing-Group
 * @param transaction the id of the open transaction; empty when there is none
 * @param language the session's language
 * @param timeZone the session's time zone
 */
public record Query(
    String user,
    String principal,
    Set<String> groups,
    String source,
    Set<String> clientTags,
    String clientInfo,
    String catalog,
    String schema,
    Map<String, String> sessionProperties,
    Map<String, String> resourceEstimates,
    Dialect dialect,
    String remoteAddress,
    String userAgent,
    Map<String, String> headers,
    String routingGroup,
    String transaction,
    String language,
    String timeZone) {

  public Query {
    groups = Set.copyOf(groups);
    clientTags = Set.copyOf(clientTags);
    sessionProperties = Map.copyOf(sessionProperties);
    resourceEstimates = Map.copyOf(resourceEstimates);
    var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = Collections.unmodifiableMap(anyCase);
  }

  /** A query of {@code user} that says nothing else; change it with the {@code with} methods. */
  public static Query of(String user, Dialect dialect) {
    return new Query(
        user, "", Set.of(), "", Set.of(), "", "", "", Map.of(), Map.of(), dialect, "", "", Map.of(),
        "", "", "", "");
  }

  public Query withSource(String newSource) {
    return new Query(
        user,
        principal,
        groups,
        newSource,
        clientTags,
        clientInfo,
        catalog,
        schema,
        sessionProperties,
        resourceEstimates,
        dialect,
        remoteAddress,
        userAgent,
        headers,
        routingGroup,
        transaction,
        language,
        timeZone);
  }

  public Query withClientTags(Set<String> newTags) {
    return new Query(
        user,
        principal,
        groups,
        source,
        newTags,
        clientInfo,
        catalog,
        schema,
        sessionProperties,
        resourceEstimates,
        dialect,
        remoteAddress,
        userAgent,
        headers,
        routingGroup,
        transaction,
        language,
        timeZone);
  }

  public Query withGroups(Set<String> newGroups) {
    return new Query(
        user,
        principal,
        newGroups,
        source,
        clientTags,
        clientInfo,
        catalog,
        schema,
        sessionProperties,
        resourceEstimates,
        dialect,
        remoteAddress,
        userAgent,
        headers,
        routingGroup,
        transaction,
        language,
        timeZone);
  }

  public Query withNamespace(String newCatalog, String newSchema) {
    return new Query(
        user,
        principal,
        groups,
        source,
        clientTags,
        clientInfo,
        newCatalog,
        newSchema,
        sessionProperties,
        resourceEstimates,
        dialect,
        remoteAddress,
        userAgent,
        headers,
        routingGroup,
        transaction,
        language,
        timeZone);
  }
}
