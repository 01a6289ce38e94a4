package io.sluice.samples.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The rule files of {@code samples/rules/quickstart}, as they are in the program. */
public final class QuickstartRules {
  static final List<String> FILES =
      List.of("data-location.drl", "maintenance.drl", "standby.drl", "teams.drl", "workload.drl");

  /** The groups that the rules name; a configuration must have them all. */
  static final List<String> GROUPS =
      List.of("interactive", "batch", "dashboards", "finance", "presto");

  private QuickstartRules() {}

  /** Copies the files into a folder, for the user to edit. */
  public static void copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String file : FILES) {
      try (InputStream source =
          QuickstartRules.class.getResourceAsStream("/rules/quickstart/" + file)) {
        if (source == null) {
          throw new IOException(file + ": not in the program (expected: built with it)");
        }
        Files.copy(source, folder.resolve(file));
      }
    }
  }
}
