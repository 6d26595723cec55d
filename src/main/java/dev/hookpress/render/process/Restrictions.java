package dev.hookpress.render.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the system offers to restrict a render process or a browser without privileges. Each
 * restriction is a program in front of the command that replaces itself by the next one, so that
 * the process id stays. None of them is required.
 *
 * @param prefix in front of the command
 * @param used readable names
 * @param unused readable names
 */
public record Restrictions(List<String> prefix, List<String> used, List<String> unused) {
  /** Without any. */
  public static final Restrictions NONE = new Restrictions(List.of(), List.of(), List.of());

  private static final long PROBE_SECONDS = 5;
  private static final long MEBI = 1024 * 1024;

  /** Address space beyond the heap: code, classes, threads, the archive, and buffers. */
  private static final long MEBIS_BESIDES_HEAP = 2_560;

  /** The largest file that a process may write. */
  private static final long FILE_MEBIS = 64;

  /** Pipes, fonts and each jar of the class path. */
  private static final int OPEN_FILES = 1_024;

  private static final long BROWSER_FILE_MEBIS = 512;
  private static final int BROWSER_OPEN_FILES = 4_096;

  /** Copies the lists. */
  public Restrictions {
    prefix = List.copyOf(prefix);
    used = List.copyOf(used);
    unused = List.copyOf(unused);
  }

  /** One restriction, and the ways to get it, best first. */
  private record Choice(String name, List<List<String>> ways) {}

  /**
   * Finds out what works here, by running a program that does nothing. Takes some milliseconds.
   *
   * @param heapMebis of a process
   */
  static Restrictions probe(int heapMebis) {
    return probe(
        choices(
            List.of(
                "prlimit",
                "--core=0",
                "--nofile=" + OPEN_FILES,
                "--fsize=" + FILE_MEBIS * MEBI,
                "--as=" + (heapMebis + MEBIS_BESIDES_HEAP) * MEBI)));
  }

  /**
   * The same for a browser, which reserves more address space than there is: its memory has to be
   * watched instead.
   */
  public static Restrictions probeForBrowser() {
    return probe(
        choices(
            List.of(
                "prlimit",
                "--core=0",
                "--nofile=" + BROWSER_OPEN_FILES,
                "--fsize=" + BROWSER_FILE_MEBIS * MEBI)));
  }

  private static Restrictions probe(List<Choice> choices) {
    List<String> prefix = new ArrayList<>();
    List<String> used = new ArrayList<>();
    List<String> unused = new ArrayList<>();
    Optional<String> nothing = found("true");
    for (Choice choice : choices) {
      Optional<List<String>> way =
          choice.ways().stream()
              .flatMap(it -> absolute(it).stream())
              .filter(it -> nothing.isPresent() && works(prefix, it, nothing.get()))
              .findFirst();
      way.ifPresent(prefix::addAll);
      (way.isPresent() ? used : unused).add(choice.name());
    }
    return new Restrictions(prefix, used, unused);
  }

  private static List<Choice> choices(List<String> limits) {
    return List.of(
        // First: it needs what the next ones give up, and it resets the signal.
        new Choice(
            "no network",
            List.of(
                List.of("unshare", "--user", "--map-current-user", "--net"),
                List.of("unshare", "--user", "--map-root-user", "--net"),
                List.of("unshare", "--net"))),
        new Choice(
            "ends with the node",
            List.of(
                List.of("setpriv", "--pdeathsig", "KILL", "--no-new-privs"),
                List.of("setpriv", "--pdeathsig", "KILL"))),
        new Choice("limits on memory and files", List.of(limits)),
        new Choice(
            "first to go when memory is short", List.of(List.of("choom", "-n", "500", "--"))),
        new Choice("lower priority", List.of(List.of("nice", "-n", "2"))));
  }

  private static Optional<List<String>> absolute(List<String> way) {
    return found(way.get(0))
        .map(program -> Stream.concat(Stream.of(program), way.stream().skip(1)).toList());
  }

  /** Looks a program up as a shell does: a process has no search path of its own. */
  private static Optional<String> found(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static boolean works(List<String> prefix, List<String> way, String nothing) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(way);
    command.add(nothing);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      Map<String, String> environment = builder.environment();
      environment.clear();
      Process process = builder.start();
      boolean ended = process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
