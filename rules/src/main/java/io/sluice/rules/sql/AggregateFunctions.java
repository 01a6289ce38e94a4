package io.sluice.rules.sql;

import java.util.Set;

/** The aggregate functions of Trino and Presto, known by name. */
final class AggregateFunctions {
  private static final Set<String> NAMES =
      Set.of(
          ("any_value approx_distinct approx_most_frequent approx_percentile approx_set arbitrary"
                  + " array_agg avg bitwise_and_agg bitwise_or_agg bitwise_xor_agg bool_and bool_or"
                  + " checksum convex_hull_agg corr count count_if covar_pop covar_samp entropy"
                  + " every geometric_mean geometry_union_agg histogram kurtosis learn_classifier"
                  + " learn_libsvm_classifier learn_libsvm_regressor learn_regressor listagg"
                  + " make_set_digest map_agg map_union map_union_sum max max_by merge"
                  + " merge_set_digest min min_by multimap_agg numeric_histogram qdigest_agg"
                  + " reduce_agg regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope"
                  + " regr_sxx regr_sxy regr_syy reservoir_sample set_agg set_union skewness"
                  + " spatial_partitioning stddev stddev_pop stddev_samp sum tdigest_agg var_pop"
                  + " var_samp variance")
              .split(" "));

  private AggregateFunctions() {}

  static boolean contains(String lowerCaseName) {
    return NAMES.contains(lowerCaseName);
  }
}
