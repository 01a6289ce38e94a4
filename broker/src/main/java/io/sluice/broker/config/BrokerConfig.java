package io.sluice.broker.config;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.group.GroupSpec;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.Targets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that the configuration file says, with the defaults for what it leaves out.
 *
 * <p>Everything in it has been checked: names are unique, every group that is named exists, paths
 * are absolute.
 *
 * @param file the file itself
 * @param front where clients come in
 * @param admin where operators come in
 * @param rules which rules decide
 * @param sql how much of a statement's text is looked at
 * @param store where decisions are kept
 * @param health how clusters are probed
 * @param groups every group: those listed, then those that only a cluster names, with the defaults
 * @param fleet every cluster, and what the file is for them
 * @param userGroups where the users' teams are written
 * @param location where this broker stands; empty when nobody has said
 */
public record BrokerConfig(
    Path file,
    FrontConfig front,
    AdminConfig admin,
    RulesConfig rules,
    SqlConfig sql,
    StoreConfig store,
    HealthConfig health,
    List<GroupSpec> groups,
    ClustersConfig fleet,
    UserGroupsConfig userGroups,
    String location) {

  public BrokerConfig {
    groups = List.copyOf(groups);
  }

  /** Every cluster, in the order of the file. */
  public List<ClusterSpec> clusters() {
    return fleet.list();
  }

  /** The configuration file, where it is the authority for clusters and groups. */
  public Optional<Path> fleetFile() {
    return fleet.source() == ClustersConfig.Source.FILE ? Optional.of(file) : Optional.empty();
  }

  /** What rules may name. */
  public Targets targets() {
    return new Targets(
        groups.stream().map(GroupSpec::name).collect(Collectors.<GroupName>toSet()),
        clusters().stream().map(ClusterSpec::name).collect(Collectors.<ClusterName>toSet()));
  }

  /**
   * Everything in force, as YAML that can be read again, ending in a line break. Passwords are
   * masked, also inside URLs.
   */
  public String effective() {
    return EffectiveYaml.of(this);
  }
}
