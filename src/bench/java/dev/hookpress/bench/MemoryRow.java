package dev.hookpress.bench;

import dev.hookpress.node.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the resident memory of the program, idle and under full load. The drain row reports it
 * for many due notifications.
 */
final class MemoryRow implements Row {
  private static final Duration REST = Duration.ofSeconds(10);
  private static final int UNDER_WAY = 100;
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration RAMP = Duration.ofSeconds(1);
  private static final double BYTES_PER_MB = 1024.0 * 1024;

  private final Duration lasts;

  /** Creates the row; each load lasts that long. */
  MemoryRow(Duration lasts) {
    this.lasts = lasts;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public void run(Stage stage, Report report) throws IOException, SQLException {
    List<Double> rest = new ArrayList<>();
    List<Double> load = new ArrayList<>();
    for (int run = 1; run <= stage.runs(); run++) {
      String uri = stage.freshDatabase();
      Tenant tenant = Tenant.create(stage, uri);
      try (Node node = stage.node(EnumSet.allOf(Role.class), uri, Tenant.NO_LIMITS)) {
        LockSupport.parkNanos(REST.toNanos());
        rest.add(megabytes(node.residentBytes()));
        load.add(megabytes(maxUnderLoad(stage, node, tenant)));
      }
      stage.drop(uri);
    }
    report.figure(name(), "at rest, 10 s after it was ready", "MB", rest, "", List.of(), false);
    report.figure(
        name(), "invoices, submitted to acknowledged", "MB", load, "at rest", rest, false);
  }

  private long maxUnderLoad(Stage stage, Node node, Tenant tenant) throws SQLException {
    long[] max = new long[1];
    stage.receiver().reset();
    try (LoadGenerator generator = new LoadGenerator()) {
      Call submit = tenant.submit(node, Documents.invoice(), stage.receiver().hooks().get(0));
      new ClosedLoop(stage, node, generator, UNDER_WAY, POLL)
          .run(
              submit,
              () -> {
                max[0] = Math.max(max[0], resident(node));
                return stage.receiver().report().count();
              },
              RAMP,
              lasts);
    }
    return max[0];
  }

  private static long resident(Node node) {
    try {
      return node.residentBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double megabytes(long bytes) {
    return bytes / BYTES_PER_MB;
  }
}
