package io.sluice.broker.config;

/**
 * Where decisions and what must outlive a restart are kept.
 *
 * @param url a JDBC URL; a relative file of H2 has been resolved against the configuration's folder
 * @param user the data base's user; empty when the URL or the server says it
 * @param password the user's password; empty when there is none
 * @param journal what holds decisions while the data base is away
 */
public record StoreConfig(String url, String user, String password, JournalConfig journal) {

  /** Like a record's own, but without the password, so that no log line can leak it. */
  @Override
  public String toString() {
    return "StoreConfig[url=%s, user=%s, password=%s, journal=%s]"
        .formatted(Secrets.maskUrl(url), user, Secrets.mask(password), journal);
  }
}
