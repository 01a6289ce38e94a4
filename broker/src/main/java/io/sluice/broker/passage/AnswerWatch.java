package io.sluice.broker.passage;

import io.sluice.broker.fleet.FleetCluster;
import org.apache.hc.core5.http.HttpResponse;

/** Sees each answer before its client does. */
public interface AnswerWatch {
  /** Sees nothing. */
  AnswerWatch NONE = (_, _, pass) -> pass.run();

  /**
   * A cluster's answer has begun; called on its lane, so it must not wait.
   *
   * @param pass passes the answer to the client; to be run once, at once or later, on any thread
   */
  void passOn(FleetCluster cluster, HttpResponse response, Runnable pass);
}
