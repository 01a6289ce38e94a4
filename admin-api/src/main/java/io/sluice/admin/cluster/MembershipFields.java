package io.sluice.admin.cluster;

import io.sluice.admin.wire.Fields;
import io.sluice.rules.fact.GroupName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads which groups a cluster serves: the short form, {@code group} with its {@code weight} and
 * {@code priority}, or the long form, {@code groups}. Both may stand together when they agree, as
 * they do in an answer; then {@code group} tells which one is its home.
 */
final class MembershipFields {
  private final Fields fields;
  private final Optional<GroupName> group;
  private final OptionalInt weight;
  private final OptionalInt priority;

  private MembershipFields(Fields fields) {
    this.fields = fields;
    this.group =
        fields.has("groups")
            ? fields.parsed("group", GroupName::new)
            : fields.required("group", GroupName::new);
    this.weight = weight(fields);
    this.priority = priority(fields);
  }

  /** The groups, the home first; to be used only when nothing is wrong with the fields. */
  static List<Membership> read(Fields fields) {
    return new MembershipFields(fields).memberships();
  }

  private static OptionalInt weight(Fields fields) {
    return fields.wholeNumber("weight", 1, Membership.MAX_WEIGHT);
  }

  private static OptionalInt priority(Fields fields) {
    return fields.wholeNumber("priority", 0, Membership.MAX_PRIORITY);
  }

  private List<Membership> memberships() {
    if (!fields.has("groups")) {
      fields.objectMap("groups");
      return group.map(home -> List.of(membership(home, weight, priority))).orElse(List.of());
    }
    List<Membership> all = new ArrayList<>();
    Map<String, Fields> groups = fields.objectMap("groups");
    groups.forEach((name, share) -> {
      OptionalInt own = weight(share);
      OptionalInt rank = priority(share);
      name(name).ifPresent(known -> all.add(membership(known, own, rank)));
    });
    if (groups.isEmpty()) {
      fields.refuse("groups", "none (expected: at least one)");
    } else if (group.isPresent()) {
      putFirst(group.get(), all);
    } else if (weight.isPresent() || priority.isPresent()) {
      fields.refuse(
          weight.isPresent() ? "weight" : "priority",
          "beside groups (expected: inside the group that it is for, or group beside it)");
    }
    return all;
  }

  private Optional<GroupName> name(String text) {
    try {
      return Optional.of(new GroupName(text));
    } catch (IllegalArgumentException e) {
      fields.refuse("groups." + text, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void putFirst(GroupName home, List<Membership> all) {
    Optional<Membership> there = all.stream().filter(it -> it.group().equals(home)).findFirst();
    if (there.isEmpty()) {
      fields.refuse(
          "group", "'%s' (expected: one of groups, or groups without group)".formatted(home));
      return;
    }
    refuseOther("weight", weight, there.get().weight(), home);
    refuseOther("priority", priority, there.get().priority(), home);
    all.remove(there.get());
    all.addFirst(there.get());
  }

  private void refuseOther(String field, OptionalInt said, int there, GroupName home) {
    if (said.isPresent() && said.getAsInt() != there) {
      fields.refuse(
          field,
          "%d (expected: %d, as groups.%s says, or left out)"
              .formatted(said.getAsInt(), there, home));
    }
  }

  private static Membership membership(GroupName group, OptionalInt weight, OptionalInt priority) {
    return new Membership(group, weight.orElse(Membership.DEFAULT_WEIGHT), priority.orElse(0));
  }
}
