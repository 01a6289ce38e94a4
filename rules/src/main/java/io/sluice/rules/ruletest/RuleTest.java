package io.sluice.rules.ruletest;

import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Usage;
import io.sluice.rules.sql.PreparedStatements;
import java.util.List;
import java.util.Set;

/**
 * One test as its file tells it.
 *
 * @param id its name and place
 * @param query who asks, and how
 * @param prepared the statements that the client has prepared
 * @param sql the statement
 * @param moment when
 * @param usages what the user and the user's teams have used up
 * @param learned what the statement has cost before
 * @param groups the groups whose load the test tells
 * @param clusters the clusters whose state the test tells
 * @param expectations what should come of it
 * @param rules the rules that the expectations name
 * @param expectedGroups the groups that the expectations name
 * @param expectedClusters the clusters that the expectations name
 */
record RuleTest(
    TestId id,
    Query query,
    PreparedStatements prepared,
    String sql,
    Moment moment,
    List<Usage> usages,
    Learned learned,
    List<Group> groups,
    List<Cluster> clusters,
    List<Expectation> expectations,
    Set<String> rules,
    Set<String> expectedGroups,
    Set<String> expectedClusters) {
  RuleTest {
    usages = List.copyOf(usages);
    groups = List.copyOf(groups);
    clusters = List.copyOf(clusters);
    expectations = List.copyOf(expectations);
    rules = Set.copyOf(rules);
    expectedGroups = Set.copyOf(expectedGroups);
    expectedClusters = Set.copyOf(expectedClusters);
  }
}
