/** Starts a PrestoDB coordinator; its version is in its configuration. */
public final class StartPresto {
  private StartPresto() {}

  public static void main(String[] arguments) {
    ParentWatch.start();
    com.facebook.presto.server.PrestoServer.main(new String[0]);
  }
}
