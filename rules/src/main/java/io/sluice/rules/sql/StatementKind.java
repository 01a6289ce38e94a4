package io.sluice.rules.sql;

import io.trino.sql.tree.AddColumn;
import io.trino.sql.tree.Analyze;
import io.trino.sql.tree.Call;
import io.trino.sql.tree.Comment;
import io.trino.sql.tree.Commit;
import io.trino.sql.tree.CreateBranch;
import io.trino.sql.tree.CreateCatalog;
import io.trino.sql.tree.CreateFunction;
import io.trino.sql.tree.CreateMaterializedView;
import io.trino.sql.tree.CreateRole;
import io.trino.sql.tree.CreateSchema;
import io.trino.sql.tree.CreateTable;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.Deallocate;
import io.trino.sql.tree.Delete;
import io.trino.sql.tree.Deny;
import io.trino.sql.tree.DescribeInput;
import io.trino.sql.tree.DescribeOutput;
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
import io.trino.sql.tree.Execute;
import io.trino.sql.tree.ExecuteImmediate;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.ExplainAnalyze;
import io.trino.sql.tree.FastForwardBranch;
import io.trino.sql.tree.Grant;
import io.trino.sql.tree.GrantRoles;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.Merge;
import io.trino.sql.tree.Prepare;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.RefreshMaterializedView;
import io.trino.sql.tree.RefreshView;
import io.trino.sql.tree.RenameColumn;
import io.trino.sql.tree.RenameMaterializedView;
import io.trino.sql.tree.RenameSchema;
import io.trino.sql.tree.RenameTable;
import io.trino.sql.tree.RenameView;
import io.trino.sql.tree.ResetSession;
import io.trino.sql.tree.ResetSessionAuthorization;
import io.trino.sql.tree.Revoke;
import io.trino.sql.tree.RevokeRoles;
import io.trino.sql.tree.Rollback;
import io.trino.sql.tree.SetAuthorizationStatement;
import io.trino.sql.tree.SetColumnType;
import io.trino.sql.tree.SetDefaultValue;
import io.trino.sql.tree.SetPath;
import io.trino.sql.tree.SetProperties;
import io.trino.sql.tree.SetRole;
import io.trino.sql.tree.SetSession;
import io.trino.sql.tree.SetSessionAuthorization;
import io.trino.sql.tree.SetTimeZone;
import io.trino.sql.tree.ShowBranches;
import io.trino.sql.tree.ShowCatalogs;
import io.trino.sql.tree.ShowColumns;
import io.trino.sql.tree.ShowCreate;
import io.trino.sql.tree.ShowFunctions;
import io.trino.sql.tree.ShowGrants;
import io.trino.sql.tree.ShowRoleGrants;
import io.trino.sql.tree.ShowRoles;
import io.trino.sql.tree.ShowSchemas;
import io.trino.sql.tree.ShowSession;
import io.trino.sql.tree.ShowStats;
import io.trino.sql.tree.ShowTables;
import io.trino.sql.tree.StartTransaction;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.TableExecute;
import io.trino.sql.tree.TruncateTable;
import io.trino.sql.tree.Update;
import io.trino.sql.tree.Use;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The kinds of statement: the words of their names in Trino's grammar, with the category that
 * Trino's StatementUtils gives them, and what they change.
 *
 * <p>Long, because Trino has this many. The last few have no class: only the words of a statement
 * that was not parsed lead to them.
 */
enum StatementKind {
  SELECT(Query.class, Category.SELECT, Changes.NOTHING),
  EXPLAIN(Explain.class, Category.EXPLAIN, Changes.NOTHING),
  EXPLAIN_ANALYZE(ExplainAnalyze.class, Category.NONE, Changes.NOTHING),
  DESCRIBE_INPUT(DescribeInput.class, Category.DESCRIBE, Changes.NOTHING),
  DESCRIBE_OUTPUT(DescribeOutput.class, Category.DESCRIBE, Changes.NOTHING),
  SHOW_BRANCHES(ShowBranches.class, Category.DESCRIBE, Changes.NOTHING),
  SHOW_CATALOGS(ShowCatalogs.class, Category.DESCRIBE, Changes.NOTHING),
  SHOW_COLUMNS(ShowColumns.class, Category.DESCRIBE, Changes.NOTHING),
  SHOW_CREATE(ShowCreate.class, Category.DESCRIBE, Changes.NOTHING),
  SHOW_FUNCTIONS(ShowFunctions.class, Category.DESCRIBE, Changes.NOTHING),
  SHOW_GRANTS(ShowGrants.class, Category.DESCRIBE, Changes.NOTHING),
  SHOW_ROLE_GRANTS(ShowRoleGrants.class, Category.DESCRIBE, Changes.NOTHING),
  SHOW_ROLES(ShowRoles.class, Category.DESCRIBE, Changes.NOTHING),
  SHOW_SCHEMAS(ShowSchemas.class, Category.DESCRIBE, Changes.NOTHING),
  SHOW_SESSION(ShowSession.class, Category.DESCRIBE, Changes.NOTHING),
  SHOW_STATS(ShowStats.class, Category.DESCRIBE, Changes.NOTHING),
  SHOW_TABLES(ShowTables.class, Category.DESCRIBE, Changes.NOTHING),
  CREATE_TABLE_AS_SELECT(CreateTableAsSelect.class, Category.INSERT, Changes.TABLE),
  INSERT(Insert.class, Category.INSERT, Changes.TABLE),
  REFRESH_MATERIALIZED_VIEW(RefreshMaterializedView.class, Category.INSERT, Changes.TABLE),
  UPDATE(Update.class, Category.UPDATE, Changes.TABLE),
  DELETE(Delete.class, Category.DELETE, Changes.TABLE),
  MERGE(Merge.class, Category.MERGE, Changes.TABLE),
  ANALYZE(Analyze.class, Category.ANALYZE, Changes.TABLE),
  TABLE_EXECUTE(TableExecute.class, Category.ALTER_TABLE_EXECUTE, Changes.TABLE),
  ADD_COLUMN(AddColumn.class, Category.DATA_DEFINITION, Changes.TABLE),
  CREATE_BRANCH(CreateBranch.class, Category.DATA_DEFINITION, Changes.TABLE),
  CREATE_MATERIALIZED_VIEW(CreateMaterializedView.class, Category.DATA_DEFINITION, Changes.TABLE),
  CREATE_TABLE(CreateTable.class, Category.DATA_DEFINITION, Changes.TABLE),
  CREATE_VIEW(CreateView.class, Category.DATA_DEFINITION, Changes.TABLE),
  DROP_BRANCH(DropBranch.class, Category.DATA_DEFINITION, Changes.TABLE),
  DROP_COLUMN(DropColumn.class, Category.DATA_DEFINITION, Changes.TABLE),
  DROP_DEFAULT_VALUE(DropDefaultValue.class, Category.DATA_DEFINITION, Changes.TABLE),
  DROP_MATERIALIZED_VIEW(DropMaterializedView.class, Category.DATA_DEFINITION, Changes.TABLE),
  DROP_NOT_NULL_CONSTRAINT(DropNotNullConstraint.class, Category.DATA_DEFINITION, Changes.TABLE),
  DROP_TABLE(DropTable.class, Category.DATA_DEFINITION, Changes.TABLE),
  DROP_VIEW(DropView.class, Category.DATA_DEFINITION, Changes.TABLE),
  FAST_FORWARD_BRANCH(FastForwardBranch.class, Category.DATA_DEFINITION, Changes.TABLE),
  REFRESH_VIEW(RefreshView.class, Category.DATA_DEFINITION, Changes.TABLE),
  RENAME_COLUMN(RenameColumn.class, Category.DATA_DEFINITION, Changes.TABLE),
  RENAME_MATERIALIZED_VIEW(RenameMaterializedView.class, Category.DATA_DEFINITION, Changes.TABLE),
  RENAME_TABLE(RenameTable.class, Category.DATA_DEFINITION, Changes.TABLE),
  RENAME_VIEW(RenameView.class, Category.DATA_DEFINITION, Changes.TABLE),
  SET_COLUMN_TYPE(SetColumnType.class, Category.DATA_DEFINITION, Changes.TABLE),
  SET_DEFAULT_VALUE(SetDefaultValue.class, Category.DATA_DEFINITION, Changes.TABLE),
  SET_PROPERTIES(SetProperties.class, Category.DATA_DEFINITION, Changes.TABLE),
  TRUNCATE_TABLE(TruncateTable.class, Category.DATA_DEFINITION, Changes.TABLE),
  CALL(Call.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  COMMENT(Comment.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  CREATE_CATALOG(CreateCatalog.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  CREATE_FUNCTION(CreateFunction.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  CREATE_ROLE(CreateRole.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  CREATE_SCHEMA(CreateSchema.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  DENY(Deny.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  DROP_CATALOG(DropCatalog.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  DROP_FUNCTION(DropFunction.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  DROP_ROLE(DropRole.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  DROP_SCHEMA(DropSchema.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  GRANT(Grant.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  GRANT_ROLES(GrantRoles.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  RENAME_SCHEMA(RenameSchema.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  REVOKE(Revoke.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  REVOKE_ROLES(RevokeRoles.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  SET_AUTHORIZATION(SetAuthorizationStatement.class, Category.DATA_DEFINITION, Changes.ELSEWHERE),
  COMMIT(Commit.class, Category.DATA_DEFINITION, Changes.NOTHING),
  PREPARE(Prepare.class, Category.DATA_DEFINITION, Changes.NOTHING),
  RESET_SESSION(ResetSession.class, Category.DATA_DEFINITION, Changes.NOTHING),
  RESET_SESSION_AUTHORIZATION(
      ResetSessionAuthorization.class, Category.DATA_DEFINITION, Changes.NOTHING),
  ROLLBACK(Rollback.class, Category.DATA_DEFINITION, Changes.NOTHING),
  SET_PATH(SetPath.class, Category.DATA_DEFINITION, Changes.NOTHING),
  SET_ROLE(SetRole.class, Category.DATA_DEFINITION, Changes.NOTHING),
  SET_SESSION(SetSession.class, Category.DATA_DEFINITION, Changes.NOTHING),
  SET_SESSION_AUTHORIZATION(
      SetSessionAuthorization.class, Category.DATA_DEFINITION, Changes.NOTHING),
  SET_TIME_ZONE(SetTimeZone.class, Category.DATA_DEFINITION, Changes.NOTHING),
  START_TRANSACTION(StartTransaction.class, Category.DATA_DEFINITION, Changes.NOTHING),
  USE(Use.class, Category.DATA_DEFINITION, Changes.NOTHING),
  DEALLOCATE_PREPARE(Deallocate.class, Category.DATA_DEFINITION, Changes.NOTHING),
  EXECUTE(Execute.class, Category.NONE, Changes.NOTHING),
  EXECUTE_IMMEDIATE(ExecuteImmediate.class, Category.NONE, Changes.NOTHING),
  ALTER(Category.DATA_DEFINITION, Changes.ELSEWHERE),
  ALTER_FUNCTION(Category.DATA_DEFINITION, Changes.ELSEWHERE),
  ALTER_MATERIALIZED_VIEW(Category.DATA_DEFINITION, Changes.TABLE),
  ALTER_SCHEMA(Category.DATA_DEFINITION, Changes.ELSEWHERE),
  ALTER_TABLE(Category.DATA_DEFINITION, Changes.TABLE),
  ALTER_VIEW(Category.DATA_DEFINITION, Changes.TABLE),
  CREATE(Category.DATA_DEFINITION, Changes.ELSEWHERE),
  CREATE_TYPE(Category.DATA_DEFINITION, Changes.ELSEWHERE),
  DROP(Category.DATA_DEFINITION, Changes.ELSEWHERE),
  UNKNOWN(Category.NONE, Changes.NOTHING);

  private enum Changes {
    NOTHING,
    TABLE,
    ELSEWHERE
  }

  private static final Map<Class<?>, StatementKind> BY_CLASS = new HashMap<>();
  private static final Map<String, StatementKind> BY_NAME = new HashMap<>();

  static {
    for (StatementKind kind : values()) {
      BY_NAME.put(kind.name(), kind);
      kind.statement.ifPresent(statement -> BY_CLASS.put(statement, kind));
    }
  }

  private final Optional<Class<? extends Statement>> statement;
  private final Category category;
  private final Changes changes;

  StatementKind(Class<? extends Statement> statement, Category category, Changes changes) {
    this.statement = Optional.of(statement);
    this.category = category;
    this.changes = changes;
  }

  StatementKind(Category category, Changes changes) {
    this.statement = Optional.empty();
    this.category = category;
    this.changes = changes;
  }

  static StatementKind of(Statement statement) {
    return BY_CLASS.getOrDefault(statement.getClass(), UNKNOWN);
  }

  /** The kind with this name, such as {@code CREATE_TABLE}. */
  static Optional<StatementKind> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The grammar's class of it. */
  Optional<Class<? extends Statement>> statement() {
    return statement;
  }

  Category category() {
    return category;
  }

  /** Whether it changes data or definitions, as opposed to the session alone. */
  boolean writes() {
    return changes != Changes.NOTHING;
  }

  /** Whether what it changes is one table (or view). */
  boolean writesTable() {
    return changes == Changes.TABLE;
  }
}
