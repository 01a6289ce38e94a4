package io.sluice.samples.bench;

import java.util.List;
import org.apache.hc.core5.http.HttpMessage;

/** Heads as clients and engines send them: recorded ones, with other names. */
public final class Heads {
  /** A poll by the JDBC driver of Trino 483. */
  public static final String POLL =
      """
      GET /v1/statement/executing/20261123_043710_00026_e9qzz/y2a4c6e8f0b1d3/7 HTTP/1.1
      User-Agent: Trino JDBC Driver/483 os=Linux os/version=6.18 arch=amd64 lang/java=17.0.15 java/vm=OpenJDK_64-Bit_Server_VM java/vendor=Debian locale=en
      X-Trino-User: alice
      X-Trino-Original-User: alice
      Host: sluice.example.com:8080
      Connection: Keep-Alive
      Accept-Encoding: gzip
      """;

  /** A statement of the same driver. */
  public static final String STATEMENT =
      """
      POST /v1/statement HTTP/1.1
      X-Trino-User: alice
      X-Trino-Original-User: alice
      X-Trino-Source: bi
      X-Trino-Client-Tags: a,b
      X-Trino-Catalog: tpch
      X-Trino-Schema: tiny
      X-Trino-Time-Zone: Etc/UTC
      X-Trino-Language: en
      X-Trino-Transaction-Id: NONE
      X-Trino-Client-Capabilities: PATH,PARAMETRIC_DATETIME,NUMBER,VARIANT,VARIANT_BINARY,SESSION_AUTHORIZATION
      X-Trino-Query-Data-Encoding: json+zstd,json+lz4,json
      User-Agent: Trino JDBC Driver/483 os=Linux os/version=6.18 arch=amd64 lang/java=17.0.15 java/vm=OpenJDK_64-Bit_Server_VM java/vendor=Debian locale=en
      Content-Type: text/plain; charset=utf-8
      Content-Length: 62
      Host: sluice.example.com:8080
      Connection: Keep-Alive
      Accept-Encoding: gzip
      """;

  /** What Trino 483 answers to either. */
  public static final String ANSWER =
      """
      HTTP/1.1 200 OK
      Date: Mon, 23 Nov 2026 04:43:14 GMT
      Vary: Accept-Encoding
      Content-Type: application/json
      X-Content-Type-Options: nosniff
      Content-Encoding: gzip
      Transfer-Encoding: chunked
      """;

  private Heads() {}

  /** Gives a message the headers of a head, in their order. */
  static <M extends HttpMessage> M fill(M message, String head) {
    List<String> lines = head.lines().skip(1).toList();
    for (String line : lines) {
      int colon = line.indexOf(':');
      message.addHeader(line.substring(0, colon), line.substring(colon + 2));
    }
    return message;
  }
}
