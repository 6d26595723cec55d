package dev.hookpress.bench;

import java.time.Duration;

/**
 * Processor time used so far, which other programs on the machine do not change much.
 *
 * @param node by this JVM
 * @param receiver by the receiver's
 * @param postgres by PostgreSQL and its connections that are open; what has ended is not in it
 */
record CpuTime(Duration node, Duration receiver, Duration postgres) {
  static CpuTime now(ReceiverProcess receiver) {
    ProcessHandle self = ProcessHandle.current();
    Duration servers =
        self.descendants()
            .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
            .map(CpuTime::used)
            .reduce(Duration.ZERO, Duration::plus);
    return new CpuTime(used(self), used(receiver.handle()), servers);
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** What was used since then, in microseconds for each of {@code count}. */
  String since(CpuTime before, long count) {
    return String.format(
        "node %.0f, Postgres %.0f, receiver %.0f µs",
        micros(node.minus(before.node), count),
        micros(postgres.minus(before.postgres), count),
        micros(receiver.minus(before.receiver), count));
  }

  private static double micros(Duration used, long count) {
    return used.toNanos() / 1000.0 / count;
  }
}
