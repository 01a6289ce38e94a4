package io.sluice.broker.fleet;

import io.sluice.rules.fact.Sql;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Which catalogs a statement needs, and whether a cluster has them. */
final class Catalogs {
  /** Every engine has it. */
  private static final String BUILT_IN = "system";

  /** They name catalogs and statements that need not be there. */
  private static final Set<String> WITHOUT_NEED =
      Set.of("CREATE_CATALOG", "DROP_CATALOG", "PREPARE", "DEALLOCATE");

  private Catalogs() {}

  /** In lower case; none when that is not sure, because the grammar did not understand the text. */
  static Set<String> neededBy(Sql sql) {
    if (!sql.parsed() || WITHOUT_NEED.contains(sql.type())) {
      return Set.of();
    }
    if (!sql.catalogs().contains(BUILT_IN)) {
      return sql.catalogs();
    }
    var needed = new HashSet<String>(sql.catalogs());
    needed.remove(BUILT_IN);
    return needed;
  }

  /**
   * The first that is known to be missing, by name; empty when none is. A cluster that lists
   * nothing or just what is built in has hidden the others from who asked: it counts as not
   * telling.
   */
  static String missing(Set<String> needed, Set<String> there) {
    if (there.isEmpty() || there.equals(Set.of(BUILT_IN))) {
      return "";
    }
    String first = "";
    for (String catalog : needed) {
      boolean earlier = first.isEmpty() || catalog.compareTo(first) < 0;
      if (earlier && !has(there, catalog)) {
        first = catalog;
      }
    }
    return first;
  }

  private static boolean has(Set<String> there, String catalog) {
    return there.contains(catalog) || there.stream().anyMatch(catalog::equalsIgnoreCase);
  }

  static String lower(String catalog) {
    return catalog.toLowerCase(Locale.ROOT);
  }
}
