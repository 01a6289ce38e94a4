package io.sluice.samples.demo.fleet;

import java.io.IOException;
import java.util.List;

/** Clusters that a demo routes to, started and ready. */
public interface Fleet extends AutoCloseable {
  List<Member> members();

  /** Stops all of them. */
  @Override
  void close() throws IOException;
}
