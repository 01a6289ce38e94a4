package io.sluice.broker.fleet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.query.Asker;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The queries that this broker knows to be alive, where, and who asked them: their number is a
 * cluster's load, and a part of the usage of users and teams; and they are the affinity of ids that
 * name no coordinator. A query that nobody polls for a while is forgotten; the store still knows
 * it.
 *
 * <p>Each query counts exactly once, under the counts of the entry that it has: an entry that comes
 * is added to them, and one that goes, whyever, is taken away by the cache's listener.
 */
public final class LiveQueries {
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);
  private static final int MAX_QUERIES = 100_000;
  private static final int MAX_SHARED = 4096;

  private final Map<ClusterName, Count> perCluster = new ConcurrentHashMap<>();
  private final Map<String, Count> perUser = new ConcurrentHashMap<>();
  private final Map<UserOn, Count> perUserAndCluster = new ConcurrentHashMap<>();
  private final Map<String, Count> perTeam = new ConcurrentHashMap<>();
  private final Cache<QueryId, Live> queries;

  /** Queries of one asker share what is known of them: there may be very many. */
  private final Cache<Live, Live> shared =
      Caffeine.newBuilder().maximumSize(MAX_SHARED).executor(Runnable::run).build();

  /**
   * How many queries.
   *
   * @param running those that run, or of which it is not known
   * @param queued those that wait for their turn in the cluster
   */
  public record Count(int running, int queued) {
    private static final Count NONE = new Count(0, 0);

    int all() {
      return running + queued;
    }

    private Count plus(Live live, int change) {
      return live.queued()
          ? new Count(running, queued + change)
          : new Count(running + change, queued);
    }
  }

  /** A user's part of a cluster's load. */
  private record UserOn(String user, ClusterName cluster) {}

  /**
   * A query that is alive.
   *
   * @param askerSought whether it is no use to look for an unknown asker again
   */
  private record Live(ClusterName cluster, Asker asker, boolean queued, boolean askerSought) {}

  public LiveQueries(Ticker ticker) {
    this.queries =
        Caffeine.newBuilder()
            .ticker(ticker)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .maximumSize(MAX_QUERIES)
            .executor(Runnable::run)
            .<QueryId, Live>removalListener((id, live, cause) -> left(live))
            .build();
  }

  private void came(Live live) {
    count(live, 1);
  }

  private void left(@Nullable Live live) {
    if (live != null) {
      count(live, -1);
    }
  }

  private void count(Live live, int change) {
    count(perCluster, live.cluster(), live, change);
    if (!live.asker().equals(Asker.UNKNOWN)) {
      count(perUser, live.asker().user(), live, change);
      count(perUserAndCluster, new UserOn(live.asker().user(), live.cluster()), live, change);
      live.asker().teams().forEach(team -> count(perTeam, team, live, change));
    }
  }

  private static <K> void count(Map<K, Count> counts, K key, Live live, int change) {
    counts.compute(
        key,
        (_, count) -> {
          Count changed = (count == null ? Count.NONE : count).plus(live, change);
          return changed.equals(Count.NONE) ? null : changed;
        });
  }

  /** A cluster has accepted a query; it waits until a page says that it runs. */
  public void began(QueryId query, ClusterName cluster, Asker asker) {
    enter(query, new Live(cluster, asker, true, true));
  }

  /** A query was found on a cluster; who asked it is not known yet. */
  public void began(QueryId query, ClusterName cluster) {
    enter(query, new Live(cluster, Asker.UNKNOWN, false, false));
  }

  private void enter(QueryId query, Live live) {
    if (queries.asMap().putIfAbsent(query, shared.get(live, _ -> live)) == null) {
      came(live);
    }
  }

  /** A page has told that a query is alive, and whether it still waits for its turn. */
  public void polled(QueryId query, ClusterName cluster, boolean queued) {
    Live now = queries.getIfPresent(query);
    if (now == null) {
      enter(query, new Live(cluster, Asker.UNKNOWN, queued, false));
    } else if (now.queued() != queued) {
      replace(query, now, new Live(now.cluster(), now.asker(), queued, now.askerSought()));
    }
  }

  /** The replaced entry leaves through the cache's listener. */
  private void replace(QueryId query, Live before, Live after) {
    if (queries.asMap().replace(query, before, shared.get(after, _ -> after))) {
      came(after);
    }
  }

  /** Where a query runs; also keeps it from being forgotten. */
  public Optional<ClusterName> clusterOf(QueryId query) {
    return Optional.ofNullable(queries.getIfPresent(query)).map(Live::cluster);
  }

  /** A query has ended; tells who had asked it, as far as that is known. */
  public Asker ended(QueryId query) {
    Live last = queries.asMap().remove(query);
    return last == null ? Asker.UNKNOWN : last.asker();
  }

  /** Some of the queries whose asker is not known and has not been looked for. */
  public Set<QueryId> withoutAsker(int most) {
    return queries.asMap().entrySet().stream()
        .filter(entry -> !entry.getValue().askerSought())
        .limit(most)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Who asked these queries was looked for; those that are not among the askers stay unknown. */
  public void asked(Set<QueryId> queriesLookedFor, Map<QueryId, Asker> askers) {
    for (QueryId query : queriesLookedFor) {
      Live now = queries.asMap().get(query);
      if (now != null) {
        Asker asker = askers.getOrDefault(query, now.asker());
        replace(query, now, new Live(now.cluster(), asker, now.queued(), true));
      }
    }
  }

  /** The queries of a cluster; looks through all, so it is for now and then. */
  Set<QueryId> queriesOn(ClusterName cluster) {
    return queries.asMap().entrySet().stream()
        .filter(entry -> entry.getValue().cluster().equals(cluster))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  int on(ClusterName cluster) {
    return ofCluster(cluster).all();
  }

  /** The queries that are alive on a cluster. */
  Count ofCluster(ClusterName cluster) {
    return perCluster.getOrDefault(cluster, Count.NONE);
  }

  /** How many queries of a user are alive on a cluster. */
  int ofUserOn(String user, ClusterName cluster) {
    return perUserAndCluster.getOrDefault(new UserOn(user, cluster), Count.NONE).all();
  }

  /** The queries of a user. */
  public Count ofUser(String user) {
    return perUser.getOrDefault(user, Count.NONE);
  }

  /** The queries of a team's users. */
  public Count ofTeam(String team) {
    return perTeam.getOrDefault(team, Count.NONE);
  }

  /** All of them. */
  public int size() {
    return queries.asMap().size();
  }

  /** Forgets what is due; called now and then, since a cache without traffic keeps what it has. */
  void sweep() {
    queries.cleanUp();
  }
}
