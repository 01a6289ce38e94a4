package io.sluice.broker.uris;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The URIs of a page of a mebibyte, in pieces of 8 KiB as they come off a connection. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class RewriteUris {
  private static final int PIECE = 8192;

  private final Beginnings cluster =
      Beginnings.of(
          ClusterSpec.of(
              new ClusterName("etl"), URI.create("http://trino-1:8080"), new GroupName("g")));
  private final byte[] base = "https://sluice".getBytes(ISO_8859_1);
  private final byte[] namedBase = "https://sluice/clusters/etl".getBytes(ISO_8859_1);
  private final byte[] page = page();

  private static byte[] page() {
    String start =
        """
        {"id":"20261123_043710_00026_e9qzz","infoUri":"http://trino-1:8080/ui/query.html?1",\
        "nextUri":"http://trino-1:8080/v1/statement/executing/20261123_043710_00026_e9qzz/y/7",\
        "columns":[{"name":"a","type":"bigint"},{"name":"b","type":"varchar"}],"data":[[0,"x"]\
        """;
    String row =
        ",[155190,\"blithely final requests nag \\\"quickly\\\"\",21168.23,\"1996-03-13\"]";
    return (start + row.repeat(((1 << 20) - start.length()) / row.length()) + "],\"stats\":{}}")
        .getBytes(ISO_8859_1);
  }

  /** The bytes that came out. */
  @Benchmark
  public long page1MiB() {
    var scanner = new UriScanner(cluster, base, namedBase);
    long out = 0;
    for (int at = 0; at < page.length; at += PIECE) {
      out += scanner.edit(ByteBuffer.wrap(page, at, Math.min(PIECE, page.length - at))).remaining();
    }
    return out + scanner.end().remaining();
  }
}
