package io.sluice.rules.sql;

import io.trino.sql.tree.AddColumn;
import io.trino.sql.tree.Analyze;
import io.trino.sql.tree.Call;
import io.trino.sql.tree.Comment;
import io.trino.sql.tree.CreateBranch;
import io.trino.sql.tree.CreateFunction;
import io.trino.sql.tree.CreateMaterializedView;
import io.trino.sql.tree.CreateRole;
import io.trino.sql.tree.CreateSchema;
import io.trino.sql.tree.CreateTable;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.Delete;
import io.trino.sql.tree.Deny;
import io.trino.sql.tree.DropBranch;
import io.trino.sql.tree.DropCatalog;
import io.trino.sql.tree.DropColumn;
import io.trino.sql.tree.DropDefaultValue;
import io.trino.sql.tree.DropFunction;
import io.trino.sql.tree.DropMaterializedView;
import io.trino.sql.tree.DropNotNullConstraint;
import io.trino.sql.tree.DropRole;
import io.trino.sql.tree.DropSchema;
import io.trino.sql.tree.DropTable;
import io.trino.sql.tree.DropView;
import io.trino.sql.tree.FastForwardBranch;
import io.trino.sql.tree.Grant;
import io.trino.sql.tree.GrantObject;
import io.trino.sql.tree.GrantRoles;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.Merge;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.RefreshMaterializedView;
import io.trino.sql.tree.RefreshView;
import io.trino.sql.tree.RenameColumn;
import io.trino.sql.tree.RenameMaterializedView;
import io.trino.sql.tree.RenameSchema;
import io.trino.sql.tree.RenameTable;
import io.trino.sql.tree.RenameView;
import io.trino.sql.tree.ResetSession;
import io.trino.sql.tree.Revoke;
import io.trino.sql.tree.RevokeRoles;
import io.trino.sql.tree.SetAuthorizationStatement;
import io.trino.sql.tree.SetColumnType;
import io.trino.sql.tree.SetDefaultValue;
import io.trino.sql.tree.SetProperties;
import io.trino.sql.tree.SetRole;
import io.trino.sql.tree.SetSession;
import io.trino.sql.tree.ShowBranches;
import io.trino.sql.tree.ShowColumns;
import io.trino.sql.tree.ShowCreate;
import io.trino.sql.tree.ShowFunctions;
import io.trino.sql.tree.ShowGrants;
import io.trino.sql.tree.ShowRoleGrants;
import io.trino.sql.tree.ShowRoles;
import io.trino.sql.tree.ShowSchemas;
import io.trino.sql.tree.ShowTables;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.TableExecute;
import io.trino.sql.tree.TruncateTable;
import io.trino.sql.tree.Update;
import io.trino.sql.tree.Use;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a statement names outside of its queries: the table, schema, catalog or routine it is about.
 *
 * <p>A table of the grammar's statements; nothing here looks into queries or expressions.
 */
final class StatementSubject {
  private StatementSubject() {}

  static void collect(Statement statement, Findings findings) {
    Optional<QualifiedName> table = table(statement);
    if (table.isEmpty()) {
      collectOther(statement, findings);
    } else if (StatementKind.of(statement).writesTable()) {
      findings.target(table.get().getParts());
    } else {
      findings.table(table.get().getParts());
    }
  }

  // Long: one line for each statement that is about a table.
  private static Optional<QualifiedName> table(Statement statement) {
    return switch (statement) {
      case AddColumn s -> Optional.of(s.getName());
      case Analyze s -> Optional.of(s.getTableName());
      case CreateBranch s -> Optional.of(s.getTableName());
      case CreateMaterializedView s -> Optional.of(s.getName());
      case CreateTable s -> Optional.of(s.getName());
      case CreateTableAsSelect s -> Optional.of(s.getName());
      case CreateView s -> Optional.of(s.getName());
      case Delete s -> Optional.of(s.getTable().getName());
      case DropBranch s -> Optional.of(s.getTableName());
      case DropColumn s -> Optional.of(s.getTable());
      case DropDefaultValue s -> Optional.of(s.getTableName());
      case DropMaterializedView s -> Optional.of(s.getName());
      case DropNotNullConstraint s -> Optional.of(s.getTable());
      case DropTable s -> Optional.of(s.getTableName());
      case DropView s -> Optional.of(s.getName());
      case FastForwardBranch s -> Optional.of(s.getTableName());
      case Insert s -> Optional.of(s.getTarget());
      case Merge s -> Optional.of(s.getTargetTable().getName());
      case RefreshMaterializedView s -> Optional.of(s.getName());
      case RefreshView s -> Optional.of(s.getName());
      case RenameColumn s -> Optional.of(s.getTable());
      case RenameMaterializedView s -> Optional.of(s.getSource());
      case RenameTable s -> Optional.of(s.getSource());
      case RenameView s -> Optional.of(s.getSource());
      case SetColumnType s -> Optional.of(s.getTableName());
      case SetDefaultValue s -> Optional.of(s.getTableName());
      case SetProperties s -> Optional.of(s.getName());
      case ShowBranches s -> Optional.of(s.getTableName());
      case ShowColumns s -> Optional.of(s.getTable());
      case TableExecute s -> Optional.of(s.getTable().getName());
      case TruncateTable s -> Optional.of(s.getTableName());
      case Update s -> Optional.of(s.getTable().getName());
      case Comment s when s.getType() == Comment.Type.COLUMN -> s.getName().getPrefix();
      case Comment s -> Optional.of(s.getName());
      case SetAuthorizationStatement s when !s.getOwnedEntityKind().equals("SCHEMA") ->
          Optional.of(s.getSource());
      case ShowCreate s
          when s.getType() != ShowCreate.Type.SCHEMA && s.getType() != ShowCreate.Type.FUNCTION ->
          Optional.of(s.getName());
      default -> Optional.empty();
    };
  }

  private static void collectOther(Statement statement, Findings findings) {
    switch (statement) {
      case Call s -> findings.routine(s.getName().getParts());
      case CreateFunction s -> findings.routine(s.getSpecification().getName().getParts());
      case CreateRole s -> catalog(s.getCatalog(), findings);
      case CreateSchema s -> findings.schema(s.getSchemaName().getParts());
      case Deny s -> granted(s.getGrantObject(), findings);
      case DropCatalog s -> findings.catalog(s.getCatalogName().getValue());
      case DropFunction s -> findings.routine(s.getName().getParts());
      case DropRole s -> catalog(s.getCatalog(), findings);
      case DropSchema s -> findings.schema(s.getSchemaName().getParts());
      case Grant s -> granted(s.getGrantObject(), findings);
      case GrantRoles s -> catalog(s.getCatalog(), findings);
      case RenameSchema s -> findings.schema(s.getSource().getParts());
      case ResetSession s -> property(s.getName(), findings);
      case Revoke s -> granted(s.getGrantObject(), findings);
      case RevokeRoles s -> catalog(s.getCatalog(), findings);
      case SetAuthorizationStatement s -> findings.schema(s.getSource().getParts());
      case SetRole s -> catalog(s.getCatalog(), findings);
      case SetSession s -> property(s.getName(), findings);
      case ShowCreate s when s.getType() == ShowCreate.Type.SCHEMA ->
          findings.schema(s.getName().getParts());
      case ShowCreate s -> findings.routine(s.getName().getParts());
      case ShowFunctions s -> s.getSchema().ifPresent(name -> findings.schema(name.getParts()));
      case ShowGrants s -> s.getGrantObject().ifPresent(object -> granted(object, findings));
      case ShowRoleGrants s -> catalog(s.getCatalog(), findings);
      case ShowRoles s -> catalog(s.getCatalog(), findings);
      case ShowSchemas s ->
          s.getCatalog()
              .ifPresentOrElse(name -> findings.catalog(name.getValue()), findings::sessionCatalog);
      case ShowTables s ->
          s.getSchema()
              .ifPresentOrElse(
                  name -> findings.schema(name.getParts()), findings::sessionNamespace);
      case Use s ->
          findings.schema(
              s.getCatalog()
                  .map(catalog -> List.of(catalog.getValue(), s.getSchema().getValue()))
                  .orElse(List.of(s.getSchema().getValue())));
      default -> {} // about the session, or about its queries alone
    }
  }

  private static void catalog(Optional<Identifier> name, Findings findings) {
    name.ifPresent(catalog -> findings.catalog(catalog.getValue()));
  }

  /** A session property of a catalog is {@code catalog.property}. */
  private static void property(QualifiedName name, Findings findings) {
    if (name.getParts().size() > 1) {
      findings.catalog(name.getParts().getFirst());
    }
  }

  private static void granted(GrantObject object, Findings findings) {
    List<String> names = object.getName().getParts();
    switch (object.getEntityKind().orElse("TABLE").toUpperCase(Locale.ROOT)) {
      case "TABLE", "VIEW" -> findings.table(names);
      case "SCHEMA" -> findings.schema(names);
      case "FUNCTION" -> findings.routine(names);
      default -> {} // other kinds of entities have no place in a catalog
    }
  }
}
