import java.io.IOException;

/** Ends this process when the demo's ends, however that ended: standard input is a pipe from it. */
final class ParentWatch {
  private ParentWatch() {}

  static void start() {
    Thread.ofPlatform().daemon().name("parent-watch").start(ParentWatch::haltAtEnd);
  }

  private static void haltAtEnd() {
    try {
      while (System.in.read() >= 0) {
        continue;
      }
    } catch (IOException e) {
      System.err.println("standard input: " + e + "; ending");
    }
    Runtime.getRuntime().halt(0);
  }
}
