package com.acme;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A company's own methods, such as an operator may allow to rules. */
public final class Routing {
  private Routing() {}

  public static String tierOf(String user) {
    return user.startsWith("a") ? "gold" : "silver";
  }

  public static boolean isHoliday(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.THURSDAY;
  }

  public static int days(int more, long most, double factor) {
    return (int) Math.min(most, Math.round(more * factor));
  }

  public static Set<String> sorted(Collection<String> tags, List<String> others) {
    var all = new TreeSet<>(tags);
    all.addAll(others);
    return all;
  }

  public static List<String> parts(String text) {
    return new ArrayList<>(Arrays.asList(text.split("-", -1)));
  }

  public static Duration patience(Boolean urgent) {
    return urgent ? Duration.ofMinutes(1) : Duration.ofHours(1);
  }

  public static @Nullable String nothing() {
    return null;
  }

  public static String fails(String message) throws Exception {
    if (!message.isEmpty()) {
      throw new Exception(message);
    }
    return message;
  }

  public static String crashes() {
    if (!parts("a").isEmpty()) {
      throw new NoClassDefFoundError("com/acme/Missing");
    }
    return "";
  }

  public static String deep(String text) {
    return text.isEmpty() ? text : deep(text + text.length());
  }

  public static Map<String, String> table() {
    return Map.of();
  }

  public static Object anything(Object value) {
    return value;
  }

  public static void silent() {}

  static String hidden() {
    return "hidden";
  }

  public String ofAnObject() {
    return "object";
  }
}
