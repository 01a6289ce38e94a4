package io.sluice.broker.reactor;

/** The thread of one event loop; knows its lane. */
final class LaneThread extends Thread {
  private final Lane lane;

  LaneThread(Runnable loop, Lane lane) {
    super(loop, "lane-" + lane.index());
    this.lane = lane;
    setDaemon(true);
  }

  Lane lane() {
    return lane;
  }
}
