package dev.hookpress.node;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.hookpress.api.http.BodyBudget;
import dev.hookpress.config.Settings;
import dev.hookpress.http.ConnectionLimits;
import dev.hookpress.metrics.Metrics;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the API may take of this machine: the settings, within heap and file descriptors. */
final class HttpCapacity {
  private static final Logger LOG = LoggerFactory.getLogger(HttpCapacity.class);

  /** Hosted files, jars, sockets of pools and logs. */
  private static final int RESERVED_DESCRIPTORS = 1_024;

  /** A connection with an unfinished head of 16 KiB, its buffers and its pipeline. */
  private static final int HEAP_PER_CONNECTION = 64 * 1024;

  private static final int HEAP_SHARE_OF_BODIES = 3;

  private HttpCapacity() {}

  static ConnectionLimits connections(Settings settings, Metrics metrics) {
    Settings.HttpBounds bounds = settings.http().bounds();
    int possible =
        possibleConnections(
            fileDescriptors(),
            RESERVED_DESCRIPTORS + settings.delivery().slots(),
            Runtime.getRuntime().maxMemory());
    int max = bounds.maxConnections() == 0 ? possible : bounds.maxConnections();
    if (max > possible) {
      LOG.warn(
          "http.maxConnections is {}, but file descriptors and heap permit only {}", max, possible);
      max = possible;
    }
    int perAddress = bounds.maxConnectionsPerAddress();
    return new ConnectionLimits(
        max,
        perAddress == 0 ? Math.max(1, max / 2) : Math.min(perAddress, max),
        refusal -> metrics.refused(refusal.label()));
  }

  /** The connections that leave descriptors free, and fit into the heap. */
  static int possibleConnections(long descriptors, int reserved, long heap) {
    long byDescriptors =
        descriptors > 2L * reserved ? descriptors - reserved : Math.max(1, descriptors / 2);
    return (int) Math.min(Integer.MAX_VALUE, Math.min(byDescriptors, heap / HEAP_PER_CONNECTION));
  }

  private static long fileDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Integer.MAX_VALUE;
  }

  static BodyBudget bodies(Settings.Http http, Metrics metrics) {
    long given = http.bounds().maxBytesInFlight();
    long max = given == 0 ? Runtime.getRuntime().maxMemory() / HEAP_SHARE_OF_BODIES : given;
    long share = http.bounds().maxBytesInFlightPerClient();
    long whole = BodyBudget.maxForOne(http.maxBodyBytes());
    return new BodyBudget(
        max,
        Math.min(max, share == 0 ? Math.max(max / 2, whole) : share),
        refusal -> metrics.refused(refusal.label()));
  }
}
