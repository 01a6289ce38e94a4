package io.sluice.broker.site;

import io.sluice.broker.affinity.Affinity;
import io.sluice.broker.answer.Refusal;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.fleet.Chooser;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.passage.AnswerEdit;
import io.sluice.broker.passage.Passage;
import io.sluice.broker.passage.Passages;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.uris.Uris;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clusters' own pages. Each cluster's stand below {@code /clusters/{name}}, where their cookies
 * stay apart; what their pages ask for at the root is sent there.
 */
public final class Site {
  private static final Logger LOG = LoggerFactory.getLogger(Site.class);

  /** Where a redirect leads differs from page to page, and tomorrow from today. */
  private static final Header NO_STORE = new BasicHeader(HttpHeaders.CACHE_CONTROL, "no-store");

  private static final Header VARY = new BasicHeader(HttpHeaders.VARY, HttpHeaders.REFERER);

  private final Passages passages;
  private final Fleet fleet;
  private final Chooser chooser;
  private final Affinity affinity;
  private final Uris uris;
  private final Executor background;

  /**
   * @param background runs what blocks; one thread each
   */
  public Site(
      Passages passages,
      Fleet fleet,
      Chooser chooser,
      Affinity affinity,
      Uris uris,
      Executor background) {
    this.passages = passages;
    this.fleet = fleet;
    this.chooser = chooser;
    this.affinity = affinity;
    this.uris = uris;
    this.background = background;
  }

  /**
   * Lets a cluster answer what was asked below its prefix. A page about a query that another
   * cluster has is there, whatever prefix it was asked with.
   *
   * @param uri path and query string as the cluster has them; empty for its front door
   * @return to be called when the client goes
   */
  public Runnable below(Visit visit, ClusterName name, String uri) {
    Optional<FleetCluster> cluster = fleet.carrier(name);
    if (cluster.isEmpty()) {
      Refusal.json(visit.client(), 404, "no cluster %s".formatted(name));
      return Site::nothing;
    }
    if (uri.isEmpty() || uri.startsWith("?") || uri.equals("/") || uri.startsWith("/?")) {
      redirect(visit, name, "/ui/");
      return Site::nothing;
    }
    Optional<FleetCluster> owner = QueryId.find(uri).flatMap(affinity::known);
    if (owner.isPresent() && !owner.get().name().equals(name)) {
      redirect(visit, owner.get().name(), uri);
      return Site::nothing;
    }
    AnswerEdit plain = uris.edit(cluster.get(), visit.origin());
    return carry(
        visit,
        cluster.get(),
        uri,
        new Prefix(name, cluster.get().spec().url(), visit.origin(), plain));
  }

  /** What is answered already has nothing to give up. */
  private static void nothing() {}

  /** The same for what a cluster answers as if it were asked itself. */
  public Runnable ofCluster(Visit visit, ClusterName name) {
    Optional<FleetCluster> cluster = fleet.carrier(name);
    if (cluster.isEmpty()) {
      Refusal.json(visit.client(), 404, "no cluster %s".formatted(name));
      return Site::nothing;
    }
    return carry(visit, cluster.get());
  }

  /** The same for what any cluster of a group answers, of the family whose headers there are. */
  public Runnable ofGroup(Visit visit, GroupName group) {
    Optional<FleetCluster> cluster =
        families(visit.head()).stream()
            .flatMap(dialect -> chooser.any(group, dialect).stream())
            .findFirst();
    if (cluster.isEmpty()) {
      Refusal.json(
          visit.client(), 503, "no cluster of group %s can answer now; try again".formatted(group));
      return Site::nothing;
    }
    return carry(visit, cluster.get());
  }

  /** The same for what any cluster answers. */
  public Runnable ofDefaultGroup(Visit visit) {
    return ofGroup(visit, fleet.defaultGroup());
  }

  private static List<Dialect> families(RequestHead head) {
    List<Dialect> said =
        Stream.of(Dialect.values()).filter(dialect -> hasHeaders(head, dialect)).toList();
    return said.isEmpty() ? List.of(Dialect.values()) : said;
  }

  private static boolean hasHeaders(RequestHead head, Dialect dialect) {
    String start = "X-" + dialect + "-";
    return head.headers().stream()
        .anyMatch(header -> header.getName().regionMatches(true, 0, start, 0, start.length()));
  }

  private Runnable carry(Visit visit, FleetCluster cluster) {
    return carry(visit, cluster, visit.head().uri(), uris.edit(cluster, visit.origin()));
  }

  private Runnable carry(Visit visit, FleetCluster cluster, String uri, AnswerEdit edit) {
    RequestHead head = new RequestHead(visit.head().method(), uri, visit.head().headers());
    Passage passage =
        passages.passage(
            visit.lane(),
            cluster,
            uris.head(head, cluster, visit.origin()),
            visit.body(),
            visit.client(),
            edit);
    passage.begin();
    return passage::abandon;
  }

  /** Sends a request at the root to the cluster whose page made it, if one did. */
  public boolean backToItsPage(Visit visit) {
    Optional<ClusterName> cluster =
        visit.head().headers().stream()
            .filter(header -> header.getName().equalsIgnoreCase(HttpHeaders.REFERER))
            .findFirst()
            .flatMap(header -> Prefix.of(header.getValue()))
            .filter(name -> fleet.carrier(name).isPresent());
    cluster.ifPresent(name -> redirect(visit, name, visit.head().uri()));
    return cluster.isPresent();
  }

  /**
   * Sends a request at the root to the cluster of the query that it names, or else of the page that
   * made it.
   *
   * @param otherwise answers it when nobody knows the cluster
   */
  public void find(Visit visit, Optional<QueryId> query, Runnable otherwise) {
    Optional<FleetCluster> known = query.flatMap(affinity::known);
    if (known.isPresent()) {
      redirect(
          visit, known.get().name(), QueryPage.of(known.get(), query.get(), visit.head().uri()));
    } else if (query.isPresent()) {
      background.execute(() -> locate(visit, query.get(), otherwise));
    } else if (!backToItsPage(visit)) {
      otherwise.run();
    }
  }

  private void locate(Visit visit, QueryId query, Runnable otherwise) {
    try {
      Optional<FleetCluster> owner = affinity.locate(query);
      if (owner.isPresent()) {
        redirect(visit, owner.get().name(), QueryPage.of(owner.get(), query, visit.head().uri()));
      } else if (!backToItsPage(visit)) {
        otherwise.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Refusal.json(visit.client(), 503, "the broker is shutting down; try again");
    } catch (RuntimeException | Error e) {
      // The boundary of this exchange: whatever went wrong, its client must hear of it.
      LOG.error("The cluster of {} could not be looked for", query, e);
      Refusal.json(visit.client(), 500, "the broker met an internal error; its log tells which");
    }
  }

  /** 307 keeps the method; browsers keep what stands behind a hash. */
  private static void redirect(Visit visit, ClusterName cluster, String uri) {
    String there = visit.origin().prefix() + Prefix.text(cluster) + uri;
    Header location = new BasicHeader(HttpHeaders.LOCATION, there);
    visit.client().answer(307, "text/plain", "", NO_STORE, VARY, location);
  }
}
