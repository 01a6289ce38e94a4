package io.sluice.rules.sql;

import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.CallArgument;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.DataType;
import io.trino.sql.tree.Delete;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.FetchFirst;
import io.trino.sql.tree.Format;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JsonArray;
import io.trino.sql.tree.JsonExists;
import io.trino.sql.tree.JsonObject;
import io.trino.sql.tree.JsonQuery;
import io.trino.sql.tree.JsonTable;
import io.trino.sql.tree.JsonValue;
import io.trino.sql.tree.LambdaArgumentDeclaration;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.Lateral;
import io.trino.sql.tree.LikeClause;
import io.trino.sql.tree.Limit;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.Overlay;
import io.trino.sql.tree.Pivot;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SetOperation;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableExecute;
import io.trino.sql.tree.TableFunctionInvocation;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.TryExpression;
import io.trino.sql.tree.Update;
import io.trino.sql.tree.WindowOperation;
import io.trino.sql.tree.With;
import io.trino.sql.tree.WithQuery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what a parsed statement's queries and expressions do.
 *
 * <p>It keeps the nodes to visit in a list instead of on the stack: a chain of 20,000 {@code ||} is
 * a tree 20,000 deep. Long by its imports: one for each node of the grammar that means something.
 */
final class TreeWalk {
  /** A node, and what its surroundings mean for it. */
  private record Visit(Node node, CteScope scope, boolean inWhere, Set<String> lambdaArguments) {
    Visit to(Node other) {
      return new Visit(other, scope, inWhere, lambdaArguments);
    }

    Visit in(CteScope newScope) {
      return new Visit(node, newScope, inWhere, lambdaArguments);
    }

    Visit inWhere(boolean newInWhere) {
      return new Visit(node, scope, newInWhere, lambdaArguments);
    }
  }

  private final Deque<Visit> pending = new ArrayDeque<>();
  private final Findings findings;

  private TreeWalk(Findings findings) {
    this.findings = findings;
  }

  static void collect(Statement statement, Findings findings) {
    var walk = new TreeWalk(findings);
    walk.pending.push(new Visit(statement, CteScope.NONE, false, Set.of()));
    while (!walk.pending.isEmpty()) {
      walk.visit(walk.pending.pop());
    }
    findings.limit = outermostLimit(statement);
  }

  // Long: one line for each node that means something.
  private void visit(Visit at) {
    switch (at.node()) {
      case Query node -> query(node, at);
      case QuerySpecification node -> specification(node, at);
      case SetOperation node -> setOperation(node, at);
      case TableSubquery node -> subquery(node.getQuery(), at);
      case SubqueryExpression node -> subquery(node.getQuery(), at);
      case Lateral node -> subquery(node.getQuery(), at);
      case Table node -> table(node, at);
      case LikeClause node -> findings.table(node.getTableName().getParts());
      case Join node -> {
        findings.joins++;
        visitAll(node.getChildren(), at);
      }
      case AllColumns node -> {
        findings.selectsAllColumns = true;
        visitAll(node.getChildren(), at);
      }
      case Pivot node -> {
        findings.aggregates = true;
        visitAll(node.getChildren(), at);
      }
      case Delete node -> where(node.getWhere(), at);
      case Update node -> {
        visitAll(node.getAssignments(), at);
        where(node.getWhere(), at);
      }
      case TableExecute node -> {
        visitAll(node.getArguments(), at);
        where(node.getWhere(), at);
      }
      case TableFunctionInvocation node -> {
        findings.function(node.getName().getParts());
        visitAll(node.getChildren(), at);
      }
      case FunctionCall node -> functionCall(node, at);
      case WindowOperation node -> {
        findings.windowFunctions++;
        visitAll(node.getChildren(), at);
      }
      case LambdaExpression node -> lambda(node, at);
      case Identifier node -> filterColumn(node, at);
      case DereferenceExpression node -> dereference(node, at);
      // Their other children are names of arguments, fields and types, not columns.
      case CallArgument node -> pending.push(at.to(node.getValue()));
      case Row.Field node -> pending.push(at.to(node.getExpression()));
      case DataType _ -> {}
      default -> {
        builtInForm(at.node()).ifPresent(findings.functions::add);
        visitAll(at.node().getChildren(), at);
      }
    }
  }

  private void visitAll(List<? extends Node> nodes, Visit at) {
    for (Node node : nodes) {
      pending.push(at.to(node));
    }
  }

  private void query(Query query, Visit at) {
    CteScope scope = query.getWith().map(with -> with(with, at)).orElse(at.scope());
    Visit inside = at.in(scope).inWhere(false);
    for (Node child : query.getChildren()) {
      if (!(child instanceof With)) {
        pending.push(inside.to(withoutParentheses(child)));
      }
    }
    if (query.getQueryBody() instanceof Table) {
      findings.selectsAllColumns = true;
    }
  }

  /** Visits the queries of a WITH; returns what the query after it sees. */
  private CteScope with(With with, Visit at) {
    List<WithQuery> queries = with.getQueries();
    CteScope scope =
        at.scope().nested(queries.stream().map(query -> lower(query.getName())).toList());
    for (int i = 0; i < queries.size(); i++) {
      CteScope seen = scope.showing(with.isRecursive() ? i + 1 : i);
      pending.push(at.to(queries.get(i).getQuery()).in(seen).inWhere(false));
    }
    return scope.showing(queries.size());
  }

  private void specification(QuerySpecification node, Visit at) {
    if (node.getGroupBy().isPresent() || node.getHaving().isPresent()) {
      findings.aggregates = true;
    }
    Visit inside = at.inWhere(false);
    pending.push(inside.to(node.getSelect()));
    visitAll(node.getWindows(), inside);
    Stream.of(
            node.getFrom(),
            node.getGroupBy(),
            node.getHaving(),
            node.getOrderBy(),
            node.getOffset(),
            node.getLimit())
        .flatMap(Optional::stream)
        .forEach(child -> pending.push(inside.to(child)));
    where(node.getWhere(), inside);
  }

  private void setOperation(SetOperation node, Visit at) {
    findings.unions += node.getRelations().size() - 1;
    for (Relation relation : node.getRelations()) {
      pending.push(at.to(withoutParentheses(relation)));
    }
  }

  /** The parentheses of {@code (SELECT …) UNION (SELECT …)} make no subqueries. */
  private static Node withoutParentheses(Node node) {
    return node instanceof TableSubquery parentheses ? parentheses.getQuery() : node;
  }

  private void subquery(Query query, Visit at) {
    findings.subqueries++;
    pending.push(at.to(query).inWhere(false));
  }

  private void table(Table node, Visit at) {
    List<String> names = node.getName().getParts();
    if (names.size() > 1 || !at.scope().sees(names.getFirst())) {
      findings.table(names);
    }
    visitAll(node.getChildren(), at);
  }

  private void where(Optional<Expression> where, Visit at) {
    if (where.isPresent()) {
      findings.filtered = true;
      pending.push(at.to(where.get()).inWhere(true));
    }
  }

  private void functionCall(FunctionCall node, Visit at) {
    List<String> names = node.getName().getParts();
    findings.function(names);
    if (node.getWindow().isPresent()) {
      findings.windowFunctions++;
    } else if (node.isDistinct()
        || node.getFilter().isPresent()
        || node.getOrderBy().isPresent()
        || AggregateFunctions.contains(names.getLast())) {
      findings.aggregates = true;
    }
    visitAll(node.getChildren(), at);
  }

  private void lambda(LambdaExpression node, Visit at) {
    var arguments = new HashSet<>(at.lambdaArguments());
    for (LambdaArgumentDeclaration argument : node.getArguments()) {
      arguments.add(lower(argument.getName()));
    }
    pending.push(new Visit(node.getBody(), at.scope(), at.inWhere(), arguments));
  }

  private void filterColumn(Identifier node, Visit at) {
    if (at.inWhere() && !at.lambdaArguments().contains(lower(node))) {
      findings.filterColumn(node.getValue());
    }
  }

  /** Of {@code alias.column} the last name is the column; the others are no columns. */
  private void dereference(DereferenceExpression node, Visit at) {
    node.getField().ifPresent(field -> filterColumn(field, at));
    Expression base = node.getBase();
    while (base instanceof DereferenceExpression deeper) {
      base = deeper.getBase();
    }
    if (!(base instanceof Identifier)) {
      pending.push(at.to(base));
    }
  }

  /** The name of what is written like a function, but is a form of its own in the grammar. */
  private static Optional<String> builtInForm(Node node) {
    return Optional.ofNullable(
        switch (node) {
          case CoalesceExpression _ -> "coalesce";
          case Extract _ -> "extract";
          case Format _ -> "format";
          case GroupingOperation _ -> "grouping";
          case IfExpression _ -> "if";
          case JsonArray _ -> "json_array";
          case JsonExists _ -> "json_exists";
          case JsonObject _ -> "json_object";
          case JsonQuery _ -> "json_query";
          case JsonTable _ -> "json_table";
          case JsonValue _ -> "json_value";
          case NullIfExpression _ -> "nullif";
          case Overlay _ -> "overlay";
          case Trim _ -> "trim";
          case TryExpression _ -> "try";
          default -> null;
        });
  }

  private static OptionalLong outermostLimit(Statement statement) {
    Optional<Query> query =
        switch (statement) {
          case Query node -> Optional.of(node);
          case Insert node -> Optional.of(node.getQuery());
          case CreateTableAsSelect node -> Optional.of(node.getQuery());
          default -> Optional.empty();
        };
    while (query.isPresent()) {
      Query outer = query.get();
      if (outer.getLimit().isPresent()) {
        return rows(outer.getLimit().get());
      }
      if (outer.getQueryBody() instanceof QuerySpecification body) {
        return body.getLimit().map(TreeWalk::rows).orElse(OptionalLong.empty());
      }
      query =
          outer.getQueryBody() instanceof TableSubquery parentheses
              ? Optional.of(parentheses.getQuery())
              : Optional.empty();
    }
    return OptionalLong.empty();
  }

  private static OptionalLong rows(Node limit) {
    return switch (limit) {
      case Limit node when node.getRowCount() instanceof LongLiteral rows ->
          OptionalLong.of(rows.getParsedValue());
      case FetchFirst node when node.getRowCount().isEmpty() -> OptionalLong.of(1);
      case FetchFirst node when node.getRowCount().get() instanceof LongLiteral rows ->
          OptionalLong.of(rows.getParsedValue());
      default -> OptionalLong.empty(); // LIMIT ALL, or a parameter
    };
  }

  private static String lower(Identifier name) {
    return name.getValue().toLowerCase(Locale.ROOT);
  }
}
