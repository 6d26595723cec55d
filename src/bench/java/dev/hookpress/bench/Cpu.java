package dev.hookpress.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Processor time used so far, which other programs on the machine hardly influence. Linux only.
 *
 * @param node the packaged program
 * @param postgres PostgreSQL: its first process and all its children, including those that have
 *     ended
 * @param redis Redis
 * @param receiver the receiver
 * @param self this JVM
 */
record Cpu(Duration node, Duration postgres, Duration redis, Duration receiver, Duration self) {
  static final Cpu NONE =
      new Cpu(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** The unit of the kernel, on every machine that Java 17 supports. */
  private static final long TICKS_PER_SECOND = 100;

  // In /proc/PID/stat, after the name: the user and system time of the process, and of children
  // that it has waited for.
  private static final int USER = 11;
  private static final int KERNEL = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_KERNEL = 14;

  /** Of all servers of the stage and of this node. */
  static Cpu now(Stage stage, Node node) {
    Duration postgres = Duration.ZERO;
    Duration redis = Duration.ZERO;
    for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
      String name = name(child.pid());
      if (name.equals("postgres")) {
        boolean first = child.parent().map(parent -> !name(parent.pid()).equals(name)).orElse(true);
        postgres = postgres.plus(first ? withEnded(child.pid()) : own(child.pid()));
      } else if (name.startsWith("redis")) {
        redis = redis.plus(own(child.pid()));
      }
    }
    return new Cpu(
        node.cpu(),
        postgres,
        redis,
        own(stage.receiver().handle().pid()),
        own(ProcessHandle.current().pid()));
  }

  Cpu minus(Cpu before) {
    return new Cpu(
        node.minus(before.node),
        postgres.minus(before.postgres),
        redis.minus(before.redis),
        receiver.minus(before.receiver),
        self.minus(before.self));
  }

  Cpu plus(Cpu other) {
    return new Cpu(
        node.plus(other.node),
        postgres.plus(other.postgres),
        redis.plus(other.redis),
        receiver.plus(other.receiver),
        self.plus(other.self));
  }

  /** In microseconds per {@code count}. */
  String each(long count) {
    return String.format(
        Locale.ROOT,
        "node %.0f, PostgreSQL %.0f, Redis %.0f, receiver %.0f µs",
        micros(node, count),
        micros(postgres, count),
        micros(redis, count),
        micros(receiver, count));
  }

  private static double micros(Duration used, long count) {
    return used.toNanos() / 1000.0 / count;
  }

  /** Of one process without its children; zero if it has ended. */
  static Duration own(long pid) {
    return ticks(pid, USER, KERNEL);
  }

  /** Of that process and all that it has started, those that have ended too. */
  static Duration family(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .map(child -> withEnded(child.pid()))
        .reduce(withEnded(pid), Duration::plus);
  }

  /** Of its children that have ended, and of theirs. */
  static Duration ended(long pid) {
    return ticks(pid, CHILDREN_USER, CHILDREN_KERNEL);
  }

  static Stream<Long> children(long pid) {
    return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).map(ProcessHandle::pid);
  }

  /**
   * Of the threads of a JVM that compile, and of its children's. They live as long as it does if
   * there are two cores.
   */
  static Duration compilers(long pid) {
    return children(pid)
        .filter(child -> name(child).equals("java"))
        .map(Cpu::compilersOf)
        .reduce(compilersOf(pid), Duration::plus);
  }

  private static Duration compilersOf(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads
          .map(Cpu::stat)
          .filter(stat -> name(stat).contains("CompilerThre"))
          .map(stat -> ticks(stat, USER, KERNEL))
          .reduce(Duration.ZERO, Duration::plus);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException("The process has ended", e);
    }
  }

  private static Duration withEnded(long pid) {
    return ticks(pid, USER, KERNEL, CHILDREN_USER, CHILDREN_KERNEL);
  }

  private static Duration ticks(long pid, int... fields) {
    return ticks(stat(pid), fields);
  }

  private static Duration ticks(String stat, int... fields) {
    String[] words = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    long ticks = 0;
    for (int field : fields) {
      ticks += words.length > field ? Long.parseLong(words[field]) : 0;
    }
    return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
  }

  /** The name of its program, of 15 characters at most; empty if it has ended. */
  static String name(long pid) {
    return name(stat(pid));
  }

  private static String name(String stat) {
    return stat.isEmpty() ? "" : stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  }

  private static String stat(long pid) {
    return stat(Path.of("/proc", Long.toString(pid)));
  }

  private static String stat(Path process) {
    try (Stream<String> lines = Files.lines(process.resolve("stat"))) {
      return lines.findFirst().orElse("");
    } catch (IOException | UncheckedIOException ended) {
      return "";
    }
  }
}
