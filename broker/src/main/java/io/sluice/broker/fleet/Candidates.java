package io.sluice.broker.fleet;

import io.sluice.broker.selection.Contender;
import io.sluice.broker.selection.Selection;
import io.sluice.broker.selection.Wish;
import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.Optional;

/**
 * The clusters that came into question for one statement.
 *
 * @param all those that can take it in the order in which to try them, then the others
 * @param fields what the policies made of the groups
 * @param wish what the policies looked at
 * @param withoutCatalog when nobody can take it: those that could if they had its catalogs
 * @param lacking when nobody can take it for want of catalogs alone: which, and where
 */
public record Candidates(
    List<Candidate> all,
    List<Field> fields,
    Wish wish,
    List<FleetCluster> withoutCatalog,
    Optional<LackingCatalogs> lacking) {
  public Candidates {
    all = List.copyOf(all);
    withoutCatalog = List.copyOf(withoutCatalog);
    fields = List.copyOf(fields);
  }

  /**
   * The eligible clusters of one group.
   *
   * @param group the group
   * @param selection the policy
   * @param ordered what it made of them
   */
  public record Field(GroupName group, Selection selection, List<Contender> ordered) {
    public Field {
      ordered = List.copyOf(ordered);
    }
  }

  /** Nobody: the statement is not for clusters. */
  public static Candidates none() {
    return of(List.of());
  }

  /** One cluster, without any choice. */
  public static Candidates only(FleetCluster cluster) {
    return of(List.of(Candidate.only(cluster)));
  }

  private static Candidates of(List<Candidate> all) {
    return new Candidates(all, List.of(), new Wish("", "", ""), List.of(), Optional.empty());
  }

  /** Why a candidate comes before the others: the policy, its figures, and thresholds. */
  public String because(Candidate chosen) {
    String thresholds = chosen.beyond().isEmpty() ? "" : "; " + chosen.beyond();
    for (Field field : fields) {
      if (field.group().equals(chosen.group())) {
        for (Contender contender : field.ordered()) {
          if (contender.name().equals(chosen.cluster().name())) {
            return field.selection().because(field.ordered(), contender, wish) + thresholds;
          }
        }
      }
    }
    return "the only choice";
  }
}
