package io.sluice.rules.language;

import static java.util.function.Function.identity;

import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.fact.Table;
import io.sluice.rules.fact.Tag;
import io.sluice.rules.fact.Team;
import io.sluice.rules.fact.Usage;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All kinds of facts, and every field that a rule can read. This list is the wall between rules and
 * the rest of the program: what does not stand here can't be named by a rule.
 */
public final class FactTypes {
  private final Map<String, FactType> byName =
      Stream.of(
              query(), sql(), moment(), tag(), table(), team(), usage(), learned(), group(),
              cluster())
          .collect(Collectors.toUnmodifiableMap(FactType::name, identity()));

  public Optional<FactType> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Set<String> names() {
    return byName.keySet();
  }

  private static FactType query() {
    return new FactType.Fields<>(Query.class)
        .text("user", Query::user)
        .text("principal", Query::principal)
        .texts("groups", Query::groups)
        .text("source", Query::source)
        .texts("clientTags", Query::clientTags)
        .text("clientInfo", Query::clientInfo)
        .text("catalog", Query::catalog)
        .text("schema", Query::schema)
        .textMap("sessionProperties", Query::sessionProperties)
        .textMap("resourceEstimates", Query::resourceEstimates)
        .add("dialect", ValueType.DIALECT, Query::dialect)
        .text("remoteAddress", Query::remoteAddress)
        .text("userAgent", Query::userAgent)
        .textMap("headers", Query::headers)
        .text("routingGroup", Query::routingGroup)
        .text("transaction", Query::transaction)
        .text("language", Query::language)
        .text("timeZone", Query::timeZone)
        .oneOfStatement();
  }

  private static FactType sql() {
    return new FactType.Fields<>(Sql.class)
        .text("text", Sql::text)
        .text("type", Sql::type)
        .text("category", Sql::category)
        .texts("tables", Sql::tables)
        .texts("catalogs", Sql::catalogs)
        .texts("schemas", Sql::schemas)
        .texts("catalogSchemas", Sql::catalogSchemas)
        .texts("functions", Sql::functions)
        .whole("joins", Sql::joins)
        .whole("subqueries", Sql::subqueries)
        .whole("unions", Sql::unions)
        .truth("aggregates", Sql::aggregates)
        .whole("windowFunctions", Sql::windowFunctions)
        .maybeWhole("limit", Sql::limit)
        .truth("filtered", Sql::filtered)
        .texts("filterColumns", Sql::filterColumns)
        .truth("selectsAllColumns", Sql::selectsAllColumns)
        .truth("writes", Sql::writes)
        .text("targetTable", Sql::targetTable)
        .whole("length", Sql::length)
        .text("fingerprint", Sql::fingerprint)
        .truth("parsed", Sql::parsed)
        .text("parseError", Sql::parseError)
        .oneOfStatement();
  }

  private static FactType moment() {
    return new FactType.Fields<>(Moment.class)
        .add("instant", ValueType.INSTANT, Moment::instant)
        .add("date", ValueType.DATE, Moment::date)
        .add("time", ValueType.TIME, Moment::time)
        .whole("hour", Moment::hour)
        .add("dayOfWeek", ValueType.DAY, Moment::dayOfWeek)
        .truth("weekend", Moment::weekend)
        .oneOfStatement();
  }

  private static FactType tag() {
    return new FactType.Fields<>(Tag.class).text("value", Tag::value).severalOfStatement();
  }

  private static FactType table() {
    return new FactType.Fields<>(Table.class)
        .text("value", Table::value)
        .text("catalog", Table::catalog)
        .text("schema", Table::schema)
        .text("name", Table::name)
        .severalOfStatement();
  }

  private static FactType team() {
    return new FactType.Fields<>(Team.class).text("value", Team::value).severalOfStatement();
  }

  private static FactType usage() {
    return new FactType.Fields<>(Usage.class)
        .text("kind", Usage::kind)
        .text("name", Usage::name)
        .whole("running", Usage::running)
        .whole("queued", Usage::queued)
        .whole("queriesLastHour", Usage::queriesLastHour)
        .decimal("cpuSecondsLastHour", Usage::cpuSecondsLastHour)
        .whole("bytesLastHour", Usage::bytesLastHour)
        .whole("queriesLastDay", Usage::queriesLastDay)
        .decimal("cpuSecondsLastDay", Usage::cpuSecondsLastDay)
        .whole("bytesLastDay", Usage::bytesLastDay)
        .severalOfStatement();
  }

  private static FactType learned() {
    return new FactType.Fields<>(Learned.class)
        .whole("runs", Learned::runs)
        .decimal("medianCpuSeconds", Learned::medianCpuSeconds)
        .decimal("p95CpuSeconds", Learned::p95CpuSeconds)
        .whole("medianPeakMemoryBytes", Learned::medianPeakMemoryBytes)
        .whole("p95PeakMemoryBytes", Learned::p95PeakMemoryBytes)
        .decimal("medianElapsedSeconds", Learned::medianElapsedSeconds)
        .decimal("p95ElapsedSeconds", Learned::p95ElapsedSeconds)
        .oneOfStatement();
  }

  private static FactType group() {
    return new FactType.Fields<>(Group.class)
        .text("name", Group::name)
        .whole("clusters", Group::clusters)
        .whole("available", Group::available)
        .whole("running", Group::running)
        .whole("queued", Group::queued)
        .whole("capacity", Group::capacity)
        .decimal("utilisation", Group::utilisation)
        .ofFleet();
  }

  private static FactType cluster() {
    return new FactType.Fields<>(Cluster.class)
        .text("name", Cluster::name)
        .text("group", Cluster::group)
        .text("state", Cluster::state)
        .text("version", Cluster::version)
        .text("location", Cluster::location)
        .textMap("labels", Cluster::labels)
        .texts("catalogs", Cluster::catalogs)
        .whole("running", Cluster::running)
        .whole("queued", Cluster::queued)
        .whole("blocked", Cluster::blocked)
        .whole("workers", Cluster::workers)
        .decimal("cpuUtilisation", Cluster::cpuUtilisation)
        .decimal("memoryUtilisation", Cluster::memoryUtilisation)
        .ofFleet();
  }
}
