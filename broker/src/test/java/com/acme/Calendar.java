package com.acme;

import java.time.LocalDate;

/** A company's own methods, such as an operator may allow to rules. */
public final class Calendar {
  private Calendar() {}

  /** Whether the company works on a day; always, since it needs no rest. */
  public static boolean isWorkday(LocalDate date) {
    return date.isAfter(LocalDate.EPOCH);
  }

  /** A message for a user. */
  public static String greeting(String user) {
    return "Good morning, " + user;
  }
}
