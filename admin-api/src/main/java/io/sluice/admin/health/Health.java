package io.sluice.admin.health;

/** What a supervisor of the process asks. Safe for use by many threads; answers at once. */
public interface Health {
  /** False when only a restart can help. */
  boolean live();

  HealthView ready();
}
