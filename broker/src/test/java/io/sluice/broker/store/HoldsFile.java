package io.sluice.broker.store;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Opens a database and keeps it open until it is killed or its input ends. */
public final class HoldsFile {
  private HoldsFile() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    try (var _ = DriverManager.getConnection(arguments[0])) {
      System.out.println("open");
      System.in.read();
    }
  }
}
