package io.sluice.admin.cluster;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the URIs that a cluster gives to its clients come to lead to the broker. */
public enum UriMode {
  /** The cluster gets the client's Host header, and makes its URIs of that. */
  HOST,
  /** It gets X-Forwarded headers as well, and has been told to heed them. */
  FORWARDED,
  /** It makes URIs of its own address, and the broker changes them in its answers. */
  REWRITE;

  /** The word for it in files and bodies. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
