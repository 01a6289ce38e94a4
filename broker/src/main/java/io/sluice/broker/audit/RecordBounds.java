package io.sluice.broker.audit;

import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps a record small whatever a client sends: a statement of 16 MiB must not make a journal line
 * of 16 MiB, or three of them through its names and its fingerprint.
 */
final class RecordBounds {
  private static final int HEADER_CHARACTERS = 4096;
  private static final int NAMES_CHARACTERS = 16 * 1024;

  /** A text up to this length can't name enough to need a closer look. */
  private static final int SHORT_SQL_CHARACTERS = 2048;

  private final int sqlCharacters;

  RecordBounds(int sqlCharacters) {
    this.sqlCharacters = sqlCharacters;
  }

  AuditEvent apply(AuditEvent event) {
    return switch (event) {
      case QueryEnd end -> end;
      case FleetSnapshot fleet -> fleet;
      case ClusterTransition transition -> transition;
      case WrittenDecision written -> written;
      case DecisionRecord decision ->
          decision.withFacts(bounded(decision.query()), bounded(decision.sql()));
    };
  }

  private static Query bounded(Query query) {
    if (!hasLongHeader(query)) {
      return query;
    }
    Map<String, String> headers = new TreeMap<>();
    query.headers().forEach((name, value) -> headers.put(name, cut(value, HEADER_CHARACTERS)));
    return new Query(
        query.user(),
        query.principal(),
        query.groups(),
        query.source(),
        query.clientTags(),
        query.clientInfo(),
        query.catalog(),
        query.schema(),
        query.sessionProperties(),
        query.resourceEstimates(),
        query.dialect(),
        query.remoteAddress(),
        query.userAgent(),
        headers,
        query.routingGroup(),
        query.transaction(),
        query.language(),
        query.timeZone());
  }

  private static boolean hasLongHeader(Query query) {
    for (String value : query.headers().values()) {
      if (value.length() > HEADER_CHARACTERS) {
        return true;
      }
    }
    return false;
  }

  private Sql bounded(Sql sql) {
    if (sql.length() <= Math.min(sqlCharacters, SHORT_SQL_CHARACTERS)) {
      return sql;
    }
    return new Sql(
        cut(sql.text(), sqlCharacters),
        sql.type(),
        sql.category(),
        cut(sql.tables()),
        cut(sql.catalogs()),
        cut(sql.schemas()),
        cut(sql.catalogSchemas()),
        cut(sql.functions()),
        sql.joins(),
        sql.subqueries(),
        sql.unions(),
        sql.aggregates(),
        sql.windowFunctions(),
        sql.limit(),
        sql.filtered(),
        cut(sql.filterColumns()),
        sql.selectsAllColumns(),
        sql.writes(),
        cut(sql.targetTable(), NAMES_CHARACTERS),
        sql.length(),
        cut(sql.fingerprint(), sqlCharacters),
        sql.parsed(),
        cut(sql.parseError(), NAMES_CHARACTERS));
  }

  private static Set<String> cut(Set<String> names) {
    Set<String> kept = new LinkedHashSet<>();
    int room = NAMES_CHARACTERS;
    for (String name : names) {
      room -= name.length();
      if (room >= 0) {
        kept.add(name);
      }
    }
    return kept;
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    // Half a surrogate pair has no UTF-8 form.
    boolean splitsPair = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, splitsPair ? longest - 1 : longest);
  }
}
