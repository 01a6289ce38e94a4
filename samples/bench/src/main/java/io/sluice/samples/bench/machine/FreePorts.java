package io.sluice.samples.bench.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of loopback that nobody listened on a moment ago. */
public final class FreePorts {
  private FreePorts() {}

  /** As many different ones, for programs that can't pick one themselves. */
  public static List<Integer> pick(int count) throws IOException {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  public static int pick() throws IOException {
    return pick(1).getFirst();
  }
}
