package dev.hookpress.e2e;

import dev.hookpress.support.FreePorts;
import dev.hookpress.support.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program as a child process, in a data directory of its own. It can die and be
 * started again there. {@link #close} leaves no process behind, and neither does the JVM's end.
 */
final class Program implements AutoCloseable {
  /** The machine may be busy with other things, and a first start creates a database. */
  private static final Duration START = Duration.ofSeconds(150);

  /** More than the program itself allows all of its steps together. */
  private static final Duration STOP = Duration.ofSeconds(100);

  private static final String API_KEY = "hp_end_to_end";

  private final Path data;
  private final Path output;
  private final Map<String, String> settings;
  private final String jar;
  private final List<String> command;
  private final boolean alone;
  private final Thread lastResort = new Thread(this::end);

  /** Null: those that use the archive of its jar. */
  private List<String> archiveOptions;

  private Process process;
  private boolean keepsPorts;
  private int httpPort;
  private int managementPort;

  private Program(
      Path data,
      String name,
      boolean alone,
      String jar,
      Map<String, String> settings,
      String... command) {
    this.data = data;
    this.alone = alone;
    this.output = data.resolveSibling(data.getFileName() + "-" + name + ".log");
    this.jar = jar;
    this.settings = Map.copyOf(settings);
    this.command = List.of(command);
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /** A new standalone, not started. */
  static Program standalone(String name, Map<String, String> settings) {
    return new Program(
        newData(name), name, true, standaloneJar(), forTests(settings), "standalone");
  }

  /** Another standalone in the very directory of this one; not started. */
  Program another(String name) {
    return new Program(data, name, false, standaloneJar(), settings, "standalone");
  }

  /** Any command of the plain jar; not started. */
  static Program command(String name, Map<String, String> settings, String... command) {
    return new Program(newData(name), name, true, jar(), settings, command);
  }

  /** A node that archives its classes as it ends; not started. */
  static Program archiving(String jar, Path file, Map<String, String> settings) {
    Program node = new Program(newData("archive"), "archive", true, jar, settings, "serve");
    node.archiveOptions = List.of("-XX:ArchiveClassesAtExit=" + file);
    return node;
  }

  /** The jar without embedded servers. */
  static String jar() {
    return System.getProperty("hookpress.jar", "target/hookpress.jar");
  }

  /** The jar with them. */
  static String standaloneJar() {
    return System.getProperty("hookpress.standalone.jar", "target/hookpress-standalone.jar");
  }

  private static Map<String, String> forTests(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("HOOKPRESS_DEMO", "false");
    all.put("HOOKPRESS_STANDALONE_INBOX_PORT", "0");
    all.put("HOOKPRESS_STANDALONE_MAILBOX_PORT", "0");
    all.put("HOOKPRESS_STANDALONE_API_KEY", API_KEY);
    return all;
  }

  private static Path newData(String name) {
    Path data = TestServers.newDirectory(name);
    try {
      Files.createDirectories(temporary(data));
      // Unpacking takes seconds; one copy does for all tests.
      Files.createDirectories(TestServers.cache());
      Files.createSymbolicLink(data.resolve("bin"), TestServers.cache());
      Files.createDirectories(ClassArchive.directory());
      Files.createSymbolicLink(data.resolve("cache"), ClassArchive.directory());
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and returns when it says that it is ready. */
  Program start() {
    launch();
    Waiting.until(
        "the program is ready",
        START,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("It ended with " + process.exitValue() + "\n" + output());
          }
          return readyStatus() == 200;
        },
        this::output);
    return this;
  }

  /** Starts it without waiting for anything. */
  Program begin() {
    launch();
    return this;
  }

  /** Starts it and waits for its end. Gives the exit status. */
  int run() {
    launch();
    return awaitEnd();
  }

  private void launch() {
    if (httpPort == 0 || !keepsPorts) {
      httpPort = FreePorts.next();
      managementPort = FreePorts.next();
    }
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Quick to start, and small beside the test's own JVM.
    line.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(archiveOptions == null ? ClassArchive.options(jar) : archiveOptions);
    line.add("-Djava.io.tmpdir=" + temporary());
    line.addAll(List.of("-jar", jar));
    line.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("HOOKPRESS_"));
    environment.put("HOOKPRESS_HTTP_HOST", "127.0.0.1");
    environment.put("HOOKPRESS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("HOOKPRESS_HTTP_PORT", Integer.toString(httpPort));
    environment.put("HOOKPRESS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("HOOKPRESS_MANAGEMENT_PORT", Integer.toString(managementPort));
    environment.put("HOOKPRESS_DATA_DIR", data.toString());
    environment.put("HOOKPRESS_NODE_LAME_DUCK_SECONDS", "0");
    environment.putAll(settings);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends SIGKILL to the program alone, whose servers live on. Does not wait. */
  void shoot() {
    process.destroyForcibly();
  }

  /** {@link #shoot}, and waits until it is dead. */
  void kill() {
    shoot();
    awaitEnd();
  }

  /** SIGSTOP or SIGCONT: the program stands still, as on a machine that is out of breath. */
  void standStill(boolean still) throws IOException, InterruptedException {
    new ProcessBuilder("kill", still ? "-STOP" : "-CONT", Long.toString(pid())).start().waitFor();
  }

  /** Lets it listen on the same ports when it is started again: others know them. */
  Program keepingPorts() {
    keepsPorts = true;
    return this;
  }

  /** The port of the API. */
  int httpPort() {
    return httpPort;
  }

  /** The port of health and metrics. */
  int managementPort() {
    return managementPort;
  }

  /** SIGTERM. Does not wait. */
  void askToStop() {
    process.destroy();
  }

  /** SIGTERM, and waits until it has ended. Gives the exit status. */
  int terminate() {
    askToStop();
    return awaitEnd();
  }

  /** Waits for its end. Gives the exit status: 128 and the signal's number if it was killed. */
  int awaitEnd() {
    try {
      if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("It did not end within " + STOP + "\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** The API as the standalone's first client sees it. */
  Api api() {
    return api(API_KEY);
  }

  /** The API as another client sees it. */
  Api api(String key) {
    return new Api(httpPort, key);
  }

  /** What {@code /health/ready} answers: a status; an exception if nobody is there. */
  int readyStatus() throws IOException, InterruptedException {
    return Api.status(managementPort, "/health/ready");
  }

  /** What {@code /health/live} answers. */
  int liveStatus() throws IOException, InterruptedException {
    return Api.status(managementPort, "/health/live");
  }

  /** The value of a meter in a scrape, its tags as they are printed; 0 if it is not there yet. */
  double meter(String name) throws IOException, InterruptedException {
    return Api.text(managementPort, "/metrics")
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  Database database() {
    return Database.of(data);
  }

  Path data() {
    return data;
  }

  /** Its temporary directory, which it shares with no other program. */
  Path temporary() {
    return temporary(data);
  }

  private static Path temporary(Path data) {
    return data.resolveSibling(data.getFileName() + "-tmp");
  }

  /** The output of all runs of the program. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value after {@code name} in the newest line of the output that has it. */
  String printed(String name) {
    return output()
        .lines()
        .filter(line -> line.strip().startsWith(name))
        .reduce((older, newer) -> newer)
        .map(line -> line.strip().substring(name.length()).strip())
        .orElseThrow(() -> new AssertionError("There is no " + name + " in\n" + output()));
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  private void end() {
    if (isAlive()) {
      process.destroy();
      if (!ended(process.toHandle(), STOP)) {
        process.destroyForcibly();
      }
    }
    if (alone) {
      endOrphans();
    }
  }

  /** A killed program's servers live on, in its directory and nowhere else. */
  private void endOrphans() {
    List<ProcessHandle> orphans = ProcessHandle.allProcesses().filter(this::livesHere).toList();
    orphans.stream().filter(one -> !isChild(one, orphans)).forEach(ProcessHandle::destroy);
    for (ProcessHandle orphan : orphans) {
      if (!ended(orphan, Duration.ofSeconds(20))) {
        orphan.destroyForcibly();
      }
    }
  }

  private static boolean isChild(ProcessHandle process, List<ProcessHandle> others) {
    return process.parent().filter(others::contains).isPresent();
  }

  private boolean livesHere(ProcessHandle process) {
    try {
      Path home = Files.readSymbolicLink(Path.of("/proc", process.pid() + "", "cwd"));
      return Arrays.asList(data.resolve("postgres"), data.resolve("redis")).contains(home);
    } catch (IOException | SecurityException gone) {
      return false;
    }
  }

  private static boolean ended(ProcessHandle process, Duration bound) {
    try {
      process.onExit().get(bound.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception late) {
      return !process.isAlive();
    }
  }
}
