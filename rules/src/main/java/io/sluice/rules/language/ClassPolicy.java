package io.sluice.rules.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The classes that rules may call, and of each the methods: a list of the platform's, and what a
 * configuration allows beyond it. Whatever is not listed can't be called; there is no way from a
 * rule's text to a class by its name alone.
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class ClassPolicy {
  private static final Set<String> ROOTS =
      Set.of("java", "javax", "jdk", "sun", "com", "org", "net", "io", "kotlin", "scala");
  private static final ClassPolicy BUILT_IN = new ClassPolicy(ClassCalls.all());

  private final Map<String, Map<String, List<Call>>> byFullName;
  private final Map<String, String> fullNames = new HashMap<>();

  private ClassPolicy(Map<String, Map<String, List<Call>>> byFullName) {
    this.byFullName = Map.copyOf(byFullName);
    var twice = new HashSet<String>();
    byFullName.keySet().stream()
        .filter(name -> !BuiltIn.NAMES.contains(name))
        .forEach(name -> {
          if (fullNames.put(simple(name), name) != null) {
            twice.add(simple(name));
          }
        });
    // A short name that two classes have says neither.
    fullNames.keySet().removeAll(twice);
    BuiltIn.NAMES.forEach(name -> fullNames.put(simple(name), name));
    byFullName.keySet().forEach(name -> fullNames.put(name, name));
  }

  /** Names that no configuration can take. */
  private static final class BuiltIn {
    static final Set<String> NAMES = ClassCalls.all().keySet();
  }

  /** The platform's classes alone. */
  public static ClassPolicy builtIn() {
    return BUILT_IN;
  }

  /**
   * The platform's classes, and more.
   *
   * @param entries full names of classes, such as {@code com.acme.Calendar}, or of their public
   *     static methods, such as {@code com.acme.Routing.tierOf}
   * @throws IllegalArgumentException if an entry can't be allowed; the message tells all of them
   */
  public static ClassPolicy allowing(List<String> entries) {
    var all = new HashMap<>(ClassCalls.all());
    var problems = new ArrayList<String>();
    for (String entry : entries) {
      switch (Allowed.of(entry)) {
        case Allowed.Refused(Problem problem) ->
            problems.add("rules.allow: '%s': %s".formatted(entry, problem));
        case Allowed.Methods(String className, Map<String, List<Call>> methods) ->
            all.merge(className, methods, ClassPolicy::together);
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return new ClassPolicy(all);
  }

  /** Why an entry can't be allowed; empty when it can. */
  public static Optional<Problem> problemOf(String entry) {
    return Allowed.of(entry) instanceof Allowed.Refused(Problem problem)
        ? Optional.of(problem)
        : Optional.empty();
  }

  /**
   * Why an entry can't be allowed.
   *
   * @param reason what is wrong
   * @param expected what would be right
   */
  public record Problem(String reason, String expected) {
    @Override
    public String toString() {
      return "%s (expected: %s)".formatted(reason, expected);
    }
  }

  private static Map<String, List<Call>> together(
      Map<String, List<Call>> one, Map<String, List<Call>> other) {
    var both = new HashMap<>(one);
    both.putAll(other);
    return Map.copyOf(both);
  }

  private static String simple(String fullName) {
    return fullName.substring(fullName.lastIndexOf('.') + 1);
  }

  /** The full name of a class that rules may call, from its full or short name. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(fullNames.get(name));
  }

  Map<String, List<Call>> calls(String fullName) {
    return byFullName.getOrDefault(fullName, Map.of());
  }

  /** Whether a name that stands for nothing else looks like a class or a package. */
  static boolean looksLikeClass(String name) {
    return Character.isUpperCase(name.charAt(0)) || ROOTS.contains(name);
  }

  /** What a writer is told who names another class. */
  public String refusal(String name) {
    Set<String> known =
        byFullName.keySet().stream()
            .map(ClassPolicy::simple)
            .collect(Collectors.toCollection(TreeSet::new));
    return "class policy: rules can't use '%s' (expected: facts, decision, %s, or a class of rules.allow)"
        .formatted(name, String.join(", ", known));
  }
}
