package io.sluice.rules.fact;

/**
 * Names a group of clusters that can do the same work; what rules route to.
 *
 * @param value 1 to 63 letters, digits, dots, underscores or hyphens
 */
public record GroupName(String value) implements Comparable<GroupName> {
  public GroupName {
    Names.check("group", value);
  }

  @Override
  public int compareTo(GroupName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
