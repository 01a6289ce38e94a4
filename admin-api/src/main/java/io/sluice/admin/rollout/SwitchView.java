package io.sluice.admin.rollout;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A switch as it is now.
 *
 * @param group whose statements it moves
 * @param from the clusters that had them
 * @param to the clusters that get them
 * @param over how long it takes from nothing to all, such as 30m
 * @param startPercent how many percent went over at once
 * @param by what the percentage is of
 * @param state how far it has come
 * @param percent how many percent go over now
 * @param startedAt when it began
 * @param doneAt when it is going to be done; left out while it is stopped or done
 * @param startedBy who began it
 * @param toFrom statements that this broker has offered to {@code from} first
 * @param toTo statements that this broker has offered to {@code to} first
 */
public record SwitchView(
    GroupName group,
    SideView from,
    SideView to,
    String over,
    int startPercent,
    ShareBy by,
    SwitchState state,
    double percent,
    Instant startedAt,
    Optional<Instant> doneAt,
    String startedBy,
    long toFrom,
    long toTo) {

  /**
   * Some clusters of the group.
   *
   * @param clusters by name, or
   * @param labels by the labels that they have
   */
  public record SideView(Optional<List<String>> clusters, Optional<Map<String, String>> labels) {

    public static SideView of(SwitchSide side) {
      return switch (side) {
        case SwitchSide.Named named ->
            new SideView(
                Optional.of(named.clusters().stream().map(ClusterName::value).sorted().toList()),
                Optional.empty());
        case SwitchSide.Labelled labelled ->
            new SideView(Optional.empty(), Optional.of(new TreeMap<>(labelled.labels())));
      };
    }
  }
}
