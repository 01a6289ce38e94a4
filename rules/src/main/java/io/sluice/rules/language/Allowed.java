package io.sluice.rules.language;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one entry of {@code rules.allow} stands for. The one place where classes are looked up by
 * name: an entry is an operator's word, never a rule's.
 */
sealed interface Allowed {
  /** Never, whatever a configuration says: what rules may call of the platform is built in. */
  Set<String> NEVER =
      Set.of(
          "java.", "javax.", "jdk.", "sun.", "com.sun.", "io.sluice.", "org.drools.", "org.kie.");

  /**
   * Static methods of a class.
   *
   * @param className its full name
   * @param methods the calls by name
   */
  record Methods(String className, Map<String, List<Call>> methods) implements Allowed {}

  /** It can't be allowed. */
  record Refused(ClassPolicy.Problem problem) implements Allowed {}

  private static Allowed refused(String reason, String expected) {
    return new Refused(new ClassPolicy.Problem(reason, expected));
  }

  static Allowed of(String entry) {
    if (NEVER.stream().anyMatch(entry::startsWith)) {
      return refused(
          "classes of the platform and of the broker can't be added",
          "a method of your own that calls it");
    }
    try {
      Optional<Class<?>> whole = find(entry);
      if (whole.isPresent()) {
        return ofClass(whole.get());
      }
      int dot = entry.lastIndexOf('.');
      Optional<Class<?>> owner = dot < 0 ? Optional.empty() : find(entry.substring(0, dot));
      return owner.isPresent()
          ? ofMethod(owner.get(), entry.substring(dot + 1))
          : refused("there is no such class on the class path", "its jar in SLUICE_CLASSPATH");
    } catch (LinkageError e) {
      return refused("the class can't be loaded: " + e, "all its jars in SLUICE_CLASSPATH");
    }
  }

  private static Optional<Class<?>> find(String name) {
    try {
      return Optional.of(Class.forName(name, false, Allowed.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  private static Allowed ofClass(Class<?> type) {
    Map<String, List<Call>> methods = new HashMap<>();
    for (Method method : type.getMethods()) {
      if (isOpen(type, method)) {
        AllowedMethod.of(method)
            .ifPresent(call ->
                methods.computeIfAbsent(method.getName(), _ -> new ArrayList<>()).add(call));
      }
    }
    return methods.isEmpty()
        ? refused("it has no public static method that rules can call", AllowedMethod.TYPES)
        : new Methods(type.getName(), copy(methods));
  }

  private static Allowed ofMethod(Class<?> owner, String name) {
    var calls = new ArrayList<Call>();
    boolean exists = false;
    for (Method method : owner.getMethods()) {
      if (method.getName().equals(name) && isOpen(owner, method)) {
        exists = true;
        AllowedMethod.of(method).ifPresent(calls::add);
      }
    }
    if (!exists) {
      return refused(
          "%s has no public static method '%s'".formatted(owner.getName(), name),
          "such a method of a public class");
    }
    return calls.isEmpty()
        ? refused("rules have no values of its types", AllowedMethod.TYPES)
        : new Methods(owner.getName(), Map.of(name, List.copyOf(calls)));
  }

  private static boolean isOpen(Class<?> owner, Method method) {
    return Modifier.isPublic(owner.getModifiers())
        && Modifier.isStatic(method.getModifiers())
        && method.getDeclaringClass() == owner;
  }

  private static Map<String, List<Call>> copy(Map<String, List<Call>> methods) {
    Map<String, List<Call>> copy = new HashMap<>();
    methods.forEach((name, calls) -> copy.put(name, List.copyOf(calls)));
    return Map.copyOf(copy);
  }
}
