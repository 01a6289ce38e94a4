package io.sluice.samples.demo.oauth;

import io.sluice.samples.demo.client.ClientProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Chromium without a window. It keeps its cookies in a folder; any certificate is good enough.
 *
 * @param folder where it keeps what it keeps
 */
record Browser(Path folder) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Goes to a page, through all redirects, and gives what it came to. */
  String open(URI page) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    ClientProcess.Ending ending =
        ClientProcess.run(
            List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-proxy-server",
                "--disable-background-networking",
                "--ignore-certificate-errors",
                "--user-data-dir=" + folder,
                "--dump-dom",
                page.toString()),
            folder,
            LIMIT);
    if (ending.exit() != 0) {
      throw new IOException("chromium: exit code " + ending.exit() + "\n" + ending.err());
    }
    return ending.text();
  }
}
