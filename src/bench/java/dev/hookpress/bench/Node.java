package dev.hookpress.bench;

import dev.hookpress.node.Role;
import dev.hookpress.support.FreePorts;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The packaged program as a separate process, as operators run it. */
final class Node implements AutoCloseable {
  /** The machine may be busy. */
  private static final Duration START = Duration.ofSeconds(60);

  /** More than all steps of the program's shutdown may take together. */
  private static final Duration STOP = Duration.ofSeconds(100);

  private static final Duration POLL = Duration.ofMillis(50);
  private static final int PROBE_MILLIS = 5_000;
  private static final int OK = 200;
  private static final long KIB = 1024;

  private final Process process;
  private final Path log;
  private final int httpPort;
  private final int managementPort;
  private final Thread lastResort;

  private Node(Process process, Path log, int httpPort, int managementPort) {
    this.process = process;
    this.log = log;
    this.httpPort = httpPort;
    this.managementPort = managementPort;
    this.lastResort = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /**
   * Starts a node; returns when it reports that it is ready.
   *
   * @param directory for its data and its log
   * @param jvm flags
   * @param settings by environment variable
   * @throws IllegalStateException with its output if it ends, or is not ready within a minute
   */
  static Node start(Path directory, List<String> jvm, Set<Role> roles, Map<String, String> settings)
      throws IOException {
    int httpPort = FreePorts.next();
    int managementPort = FreePorts.next();
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvm);
    line.addAll(List.of("-jar", System.getProperty("hookpress.jar", "target/hookpress.jar")));
    line.add("serve");
    line.add(
        "--roles="
            + roles.stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(",")));
    Path log = directory.resolve("node.log");
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("HOOKPRESS_"));
    environment.put("HOOKPRESS_DATA_DIR", directory.toString());
    environment.put("HOOKPRESS_HTTP_HOST", "127.0.0.1");
    environment.put("HOOKPRESS_HTTP_PORT", Integer.toString(httpPort));
    environment.put("HOOKPRESS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("HOOKPRESS_MANAGEMENT_PORT", Integer.toString(managementPort));
    environment.put("HOOKPRESS_NODE_LAME_DUCK_SECONDS", "0");
    environment.putAll(settings);
    Node node = new Node(builder.start(), log, httpPort, managementPort);
    try {
      node.awaitReady();
    } catch (RuntimeException | IOException e) {
      node.close();
      throw e;
    }
    return node;
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("The node is not ready:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private boolean ready() {
    try {
      HttpURLConnection probe =
          (HttpURLConnection) management().resolve("/health/ready").toURL().openConnection();
      probe.setConnectTimeout(PROBE_MILLIS);
      probe.setReadTimeout(PROBE_MILLIS);
      return probe.getResponseCode() == OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The URI of the API, if the node has that role. */
  URI api() {
    return URI.create("http://127.0.0.1:" + httpPort + "/");
  }

  /** The URI of health and metrics. */
  URI management() {
    return URI.create("http://127.0.0.1:" + managementPort + "/");
  }

  long pid() {
    return process.pid();
  }

  /** Processor time since its start, its render processes included. */
  Duration cpu() {
    return Cpu.family(process.pid());
  }

  /** Resident memory now, including its render processes. */
  long residentBytes() throws IOException {
    long all = status(process.pid(), "VmRSS:");
    for (long child : Cpu.children(process.pid()).toList()) {
      all += status(child, "VmRSS:");
    }
    return all;
  }

  /** A file of {@code /proc/PID}, and the name of a figure in it, in kB. */
  record Memory(String file, String name) {}

  /** With all shared pages. */
  static final Memory RESIDENT = new Memory("status", "VmRSS:");

  /** With its part of each shared page. */
  static final Memory PROPORTIONAL = new Memory("smaps_rollup", "Pss:");

  /** Memory now of all descendants whose program's name begins so; none that has ended counts. */
  long sum(String program, Memory kind) {
    return each(program, kind).sum();
  }

  /** The greatest memory of one of them. */
  long largest(String program, Memory kind) {
    return each(program, kind).max().orElse(0);
  }

  private LongStream each(String program, Memory kind) {
    return process
        .descendants()
        .map(ProcessHandle::pid)
        .filter(pid -> Cpu.name(pid).startsWith(program))
        .mapToLong(pid -> bytes(pid, kind));
  }

  private static long bytes(long pid, Memory kind) {
    try {
      return status(pid, kind.file(), kind.name());
    } catch (IOException | IllegalStateException ended) {
      return 0;
    }
  }

  /** The maximum resident memory since the start, without its render processes. */
  long maxResidentBytes() throws IOException {
    return status(process.pid(), "VmHWM:");
  }

  private static long status(long pid, String name) throws IOException {
    return status(pid, "status", name);
  }

  private static long status(long pid, String file, String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc", "" + pid, file))) {
      return lines
              .filter(line -> line.startsWith(name))
              .map(line -> line.substring(name.length()).replace("kB", "").strip())
              .mapToLong(Long::parseLong)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("The node has ended"))
          * KIB;
    }
  }

  /** Ends it as an operator does, and deletes its log, which has one line per attempt. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(lastResort);
    Files.deleteIfExists(log);
  }
}
