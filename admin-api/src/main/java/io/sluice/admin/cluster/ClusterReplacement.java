package io.sluice.admin.cluster;

/**
 * What is to stand in the place of a cluster's spec.
 *
 * @param spec all of it
 * @param keepsCredentials whether the cluster keeps the credentials that it has, because nothing
 *     was said of them; answers don't show them, so they could not be sent back
 */
public record ClusterReplacement(ClusterSpec spec, boolean keepsCredentials) {

  /** The spec that comes of it. */
  public ClusterSpec over(ClusterSpec before) {
    return keepsCredentials ? spec.withCredentials(before.credentials()) : spec;
  }

  /** One that says everything, also that there are no credentials. */
  public static ClusterReplacement by(ClusterSpec spec) {
    return new ClusterReplacement(spec, false);
  }
}
