package io.sluice.broker.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.broker.exchange.Origin;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * The page for people who open the broker's address: how to connect, and where to look up queries.
 * It needs nothing from elsewhere, and no script but to follow links of Trino's newer web UI, whose
 * addresses name the query behind a hash, which no server sees.
 */
final class HomePage {
  private static final String STYLE =
      """

      :root { color-scheme: light dark; --line: #8884; --accent: #0a7ea4; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; }
      h1 { font-size: 1.6rem; margin-bottom: 0; }
      h2 { font-size: 1.1rem; margin-top: 2rem; border-bottom: 1px solid var(--line); }
      a { color: var(--accent); }
      dt { margin-top: .8rem; }
      dd { margin: 0; }
      code { display: block; padding: .4rem .6rem; border: 1px solid var(--line); border-radius: 6px;
        overflow-x: auto; white-space: pre; }
      input, button { font: inherit; padding: .3rem .6rem; }
      input { width: 19rem; max-width: 60%; }
      li { margin: .2rem 0; }
      .note { border-left: 4px solid var(--accent); padding: .4rem .8rem; }
      .quiet { opacity: .7; }
      """;

  private static final String SCRIPT =
      """

      const named = location.hash.match(/[0-9]{8}_[0-9]+_[0-9]+_[a-z0-9]{5}/);
      if (named) location.replace(location.pathname + "?" + named[0] + location.hash);
      """;

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Sluice</title>
      <style>{{style}}</style>
      </head>
      <body>
      <h1>Sluice</h1>
      <p class="quiet">A routing broker for Trino and Presto, version {{version}}</p>
      {{note}}
      <h2>Connect</h2>
      <p>Use this address as you would use a coordinator's. Rules choose the cluster.</p>
      <dl>
      <dt>Trino command line</dt><dd><code>trino --server {{base}}</code></dd>
      <dt>Trino JDBC, and tools that use it</dt><dd><code>{{trino}}</code></dd>
      <dt>Presto command line</dt><dd><code>presto-cli --server {{base}}</code></dd>
      <dt>Presto JDBC</dt><dd><code>{{presto}}</code></dd>
      <dt>Python and others</dt><dd><code>{{python}}</code></dd>
      </dl>
      <h2>Look up a query</h2>
      <form action="{{root}}/ui/query.html">
      <p><input name="id" aria-label="Query id" placeholder="20261123_043710_00026_e9qzz" required>
      <button>Open its page</button></p>
      </form>
      <h2>Clusters</h2>
      <ul>
      {{clusters}}
      </ul>
      <script>{{script}}</script>
      </body>
      </html>
      """;

  /** No form-action: it would keep a look-up from being sent on to where a cluster logs in. */
  private static final Header[] HEADERS = {
    new BasicHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; frame-ancestors 'none'"
            .formatted(hash(STYLE), hash(SCRIPT))),
    new BasicHeader("X-Content-Type-Options", "nosniff"),
    new BasicHeader("X-Frame-Options", "DENY"),
    new BasicHeader("Referrer-Policy", "same-origin"),
    new BasicHeader("Cache-Control", "no-store"),
    new BasicHeader("Vary", "Accept")
  };

  private final String version;
  private final Origin origin;
  private final List<String> clusters;

  /**
   * @param origin the address that the client used
   * @param clusters names, in the order in which they are shown
   */
  HomePage(String version, Origin origin, List<String> clusters) {
    this.version = version;
    this.origin = origin;
    this.clusters = List.copyOf(clusters);
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: every Java has it)", e);
    }
  }

  static Header[] headers() {
    return HEADERS.clone();
  }

  /**
   * The page.
   *
   * @param note what there is to say first; empty when there is nothing
   */
  String html(String note) {
    String noteHtml = note.isEmpty() ? "" : "<p class=\"note\">" + escaped(note) + "</p>";
    String root = escaped(origin.prefix());
    String links =
        clusters.isEmpty()
            ? "<li>none yet</li>"
            : clusters.stream()
                .map(HomePage::escaped)
                .map(name ->
                    "<li><a href=\"%s/clusters/%s/ui/\">%2$s</a></li>".formatted(root, name))
                .collect(Collectors.joining("\n"));
    return PAGE.replace("{{style}}", STYLE)
        .replace("{{script}}", SCRIPT)
        .replace("{{version}}", escaped(version))
        .replace("{{note}}", noteHtml)
        .replace("{{clusters}}", links)
        .replace("{{trino}}", escaped(jdbc("trino")))
        .replace("{{presto}}", escaped(jdbc("presto")))
        .replace("{{python}}", escaped(python()))
        .replace("{{root}}", root)
        .replace("{{base}}", escaped(base()));
  }

  /** The same for who reads no HTML. */
  String text(String note) {
    return (note.isEmpty() ? "" : note + "\n\n")
        + """
        This is Sluice, a routing broker for Trino and Presto, version %s.

        Use this address as you would use a coordinator's; rules choose the cluster:
          trino --server %s
          presto-cli --server %2$s
          %s
          %s
          %s

        Look up a query:
          %2$s/ui/query.html?<query id>
        The web pages of a cluster:
          %2$s/clusters/<name>/ui/  (%s)
        Which cluster ran a query, and why, is told by the admin API of this broker:
          GET /api/v1/decisions/by-query/<query id>
        """
            .formatted(
                version,
                base(),
                jdbc("trino"),
                jdbc("presto"),
                python(),
                clusters.isEmpty() ? "none yet" : String.join(", ", clusters));
  }

  private String base() {
    return origin.base();
  }

  /** Drivers take neither an address without a port nor one with a path. */
  private String jdbc(String engine) {
    String authority = origin.authority();
    boolean hasPort = authority.indexOf(':', authority.lastIndexOf(']') + 1) >= 0;
    return "jdbc:%s://%s%s/CATALOG%s"
        .formatted(
            engine,
            authority,
            hasPort ? "" : ":" + origin.port(),
            origin.secure() ? "?SSL=true" : "");
  }

  private String python() {
    return "trino.dbapi.connect(host=\"%s\")".formatted(base());
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
