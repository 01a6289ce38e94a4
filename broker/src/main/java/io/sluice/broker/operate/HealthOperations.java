package io.sluice.broker.operate;

import io.sluice.admin.health.Health;
import io.sluice.admin.health.HealthView;
import io.sluice.broker.audit.AuditDelivery;
import io.sluice.broker.deciding.RuleReload;
import io.sluice.broker.store.Store;
import io.sluice.broker.version.CourseState;
import io.sluice.rules.decision.RuleSetVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the broker can route. A store that is down or a rule file that is broken does not change
 * that; it is told as degraded.
 */
public final class HealthOperations implements Health {
  private final Store store;
  private final AuditDelivery delivery;
  private final RuleReload rules;
  private final List<Supplier<Optional<String>>> others;

  /**
   * @param others what further parts have to say when they work with less than they should
   */
  public HealthOperations(
      Store store,
      AuditDelivery delivery,
      RuleReload rules,
      List<Supplier<Optional<String>>> others) {
    this.others = List.copyOf(others);
    this.store = store;
    this.delivery = delivery;
    this.rules = rules;
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public HealthView ready() {
    var degraded = new ArrayList<String>();
    store.state().problem().ifPresent(problem -> degraded.add("store: " + problem));
    delivery.state().troubles().forEach(trouble -> degraded.add("audit: " + trouble));
    rules
        .active()
        .refused()
        .ifPresent(version ->
            degraded.add(
                "rules: %s; version %s stays active"
                    .formatted(whatIsRefused(version), rules.active().ruleSet().version())));
    others.forEach(other -> other.get().ifPresent(degraded::add));
    return new HealthView(List.of(), degraded);
  }

  private String whatIsRefused(RuleSetVersion version) {
    CourseState course = rules.active().course();
    boolean onDisk = course.directory().isEmpty() || course.directory().get().equals(version);
    return onDisk
        ? "the files on disk have errors"
        : "version %s of the store can't be used here".formatted(version);
  }
}
