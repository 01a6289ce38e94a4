package io.sluice.samples.bench.proxy;

import io.sluice.samples.bench.machine.JavaFigures;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Something between clients and clusters that runs. */
public interface Proxy {
  /** How tables call it. */
  String name();

  /** Its version, or a word or two in its place. */
  String version();

  /** Where clients connect. */
  URI url();

  /** The id of a query that it has routed. */
  String queryId();

  /** The processes whose cost counts. */
  List<Long> processes();

  /** The processes of the data base that it needs, when that is none of its own processes. */
  List<Long> database();

  /** Its Java machine, when it runs in one. */
  Optional<JavaFigures> java();
}
