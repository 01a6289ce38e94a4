package com.acme;

import java.util.Map;

/** A class without anything that rules could call. */
public final class Opaque {
  private Opaque() {}

  public static Map<String, Object> everything() {
    return Map.of();
  }
}
