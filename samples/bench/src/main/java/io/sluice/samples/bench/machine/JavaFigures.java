package io.sluice.samples.bench.machine;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.rmi.ConnectException;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a Java process of this user tells about its memory, over a connection on this machine. */
public final class JavaFigures implements AutoCloseable {
  private final JMXConnector connector;
  private final MBeanServerConnection connection;

  private JavaFigures(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.connection = connector.getMBeanServerConnection();
  }

  /** Connects to a process, which needs no option for it. */
  // Its address comes from a process of this user on this machine, not from a stranger.
  @SuppressWarnings("BanJNDI")
  public static JavaFigures of(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        var address = new JMXServiceURL(machine.startLocalManagementAgent());
        return new JavaFigures(JMXConnectorFactory.connect(address));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("process " + pid + ": can't be attached to", e);
    }
  }

  /** Bytes that all its threads together have allocated since its start. */
  public long allocatedBytes() throws IOException {
    try {
      var threading = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
      return ((Number) connection.getAttribute(threading, "TotalThreadAllocatedBytes")).longValue();
    } catch (JMException e) {
      throw new IOException("TotalThreadAllocatedBytes: can't be read", e);
    }
  }

  /** Bytes of its heap in use after a full collection, which this starts. */
  public long heapAfterCollection() throws IOException {
    try {
      MemoryMXBean memory =
          JMX.newMXBeanProxy(
              connection, new ObjectName(ManagementFactory.MEMORY_MXBEAN_NAME), MemoryMXBean.class);
      memory.gc();
      return memory.getHeapMemoryUsage().getUsed();
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connector.close();
    } catch (ConnectException _) {
      // The process has ended before, and its side of the connection with it.
    }
  }
}
