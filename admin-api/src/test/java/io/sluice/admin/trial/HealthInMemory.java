package io.sluice.admin.trial;

import io.sluice.admin.health.Health;
import io.sluice.admin.health.HealthView;
import java.util.List;

/** Health as a test wants it to be. */
public final class HealthInMemory implements Health {
  private volatile boolean live = true;
  private volatile HealthView view = new HealthView(List.of(), List.of());

  public void die() {
    live = false;
  }

  public void become(HealthView newView) {
    view = newView;
  }

  @Override
  public boolean live() {
    return live;
  }

  @Override
  public HealthView ready() {
    return view;
  }
}
