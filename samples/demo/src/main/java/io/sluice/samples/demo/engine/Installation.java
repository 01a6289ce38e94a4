package io.sluice.samples.demo.engine;

import java.nio.file.Path;

/**
 * An engine whose jars are all there.
 *
 * @param engine which engine
 * @param folder where its jars are
 */
public record Installation(Engine engine, Path folder) {

  /** The class path of the coordinator. */
  String classPath() {
    return folder.resolve(engine.serverFolder()).resolve("*").toString();
  }

  /** The folder with one folder of jars for each connector. */
  Path connectors() {
    return folder.resolve("connectors");
  }

  /** The source file that starts the coordinator. */
  Path launcher() {
    return folder.resolve("recipe").resolve(engine.launcherFile());
  }
}
