/** Starts a Trino coordinator; the only argument is its version. */
public final class StartTrino {
  private StartTrino() {}

  public static void main(String[] arguments) {
    ParentWatch.start();
    new io.trino.server.Server().start(arguments[0]);
  }
}
