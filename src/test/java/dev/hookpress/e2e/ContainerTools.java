package dev.hookpress.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hookpress.support.InstalledProgram;
import dev.hookpress.support.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Debian's Buildah, Podman and runc: images and containers without a daemon, a registry or traces
 * outside of one directory.
 */
final class ContainerTools {
  private static final long BOUND_SECONDS = 120;

  /** A line of ldd: the library's file, after its name or alone. */
  private static final Pattern LIBRARY = Pattern.compile("(?:=> |^\\s*)(/\\S+) \\(0x");

  /** Of packages: what no program reads. */
  private static final Pattern NOT_NEEDED =
      Pattern.compile("^/usr/share/(doc|man|locale|icons|info|lintian|bug)/|^/usr/share/fonts/");

  private final Path run;
  private final Path directory = TestServers.newDirectory("image");
  private final Path buildah = InstalledProgram.require("buildah");
  private final Path podman = InstalledProgram.require("podman");
  private final Path runc = InstalledProgram.require("runc");

  /** What the Java of the image and its build link to. */
  private Set<Path> libraries = Set.of();

  /**
   * Where a tool is missing, or the user is not root, the test is passed over, and says so.
   *
   * @param run what they know of running containers; Podman takes 50 characters at most
   */
  ContainerTools(Path run) throws IOException {
    this.run = run;
    boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    if (!root) {
      System.err.println("The image is built as root only: a test is passed over");
    }
    assumeTrue(root, "not root");
  }

  /** Runs a command of Buildah's. Gives its output. */
  String buildah(String... arguments) {
    return run(buildah, List.of(), arguments);
  }

  /** Runs a command of Podman's. Gives its output. */
  String podman(String... arguments) {
    return run(
        podman,
        List.of("--cgroup-manager", "cgroupfs", "--events-backend", "none", "--runtime", runc + ""),
        arguments);
  }

  private String run(Path tool, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>(List.of(tool.toString()));
    command.addAll(List.of("--root", directory.resolve("store").toString()));
    command.addAll(List.of("--runroot", run.toString()));
    command.addAll(options);
    command.addAll(List.of(arguments));
    return output(command);
  }

  private String output(List<String> command) {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end");
      }
      String text = Files.readString(out, StandardCharsets.UTF_8).strip();
      if (process.exitValue() != 0) {
        throw new AssertionError(command + "\n" + text + "\n" + Files.readString(err));
      }
      return text;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * Makes an image to build on, of this machine's own Java and what that links to: the one that the
   * Dockerfile names is in a registry.
   */
  void makeBase(String name) throws IOException {
    Path root = directory.resolve("base");
    Path java = root.resolve("opt/java/openjdk");
    Files.createDirectories(java.getParent());
    output(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
            "--add-modules",
            "java.se,jdk.unsupported,jdk.crypto.ec,jdk.management,jdk.zipfs,jdk.charsets",
            "--output",
            java.toString()));
    Set<Path> files = new TreeSet<>(List.of(Path.of("/bin/sh"), Path.of("/usr/bin/install")));
    Set<Path> programs = new TreeSet<>(files);
    try (Stream<Path> all = Files.walk(java)) {
      all.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".so") || Files.isExecutable(file))
          .forEach(programs::add);
    }
    List<String> ldd = new ArrayList<>(List.of("ldd"));
    programs.forEach(file -> ldd.add(file.toString()));
    Matcher library = LIBRARY.matcher("");
    output(ldd)
        .lines()
        .filter(line -> library.reset(line).find())
        .map(line -> Path.of(library.group(1)))
        .filter(file -> !file.startsWith(directory))
        .forEach(files::add);
    for (Path file : files) {
      Path copy = root.resolve(file.toString().substring(1));
      Files.createDirectories(copy.getParent());
      Files.copy(file.toRealPath(), copy);
    }
    libraries = Set.copyOf(files);
    commit(name, root);
  }

  private void commit(String name, Path content) {
    String container = buildah("from", "scratch");
    buildah("add", "--quiet", container, content.toString(), "/");
    buildah("config", "--env", "PATH=/opt/java/openjdk/bin:/usr/bin:/bin", container);
    buildah("commit", "--quiet", "--rm", container, name);
  }

  /**
   * Makes an image of this machine's own Debian: the packages of Chromium, of what it depends on,
   * and of what its launcher and a node's restrictions call, with the libraries of this Java. Where
   * Chromium is not a package of this machine, the test is passed over, and says so.
   */
  void makeDebian(String name) throws IOException {
    InstalledProgram.require("chromium");
    InstalledProgram.require("tini");
    boolean debian = Files.exists(Path.of("/var/lib/dpkg/info/chromium.list"));
    if (!debian) {
      System.err.println("Chromium is not a package here: the image with it goes unbuilt");
    }
    assumeTrue(debian, "no package of Chromium");
    List<String> depends = new ArrayList<>(List.of("apt-cache", "depends", "--recurse"));
    depends.addAll(List.of("--important", "--installed", "chromium", "tini"));
    depends.add("fontconfig-config");
    depends.addAll(List.of("coreutils", "dash", "findutils", "grep", "sed", "util-linux"));
    Set<String> files = new TreeSet<>();
    for (String line : output(depends).lines().distinct().toList()) {
      for (Path list : lists(line)) {
        Files.readAllLines(list).stream()
            .filter(file -> file.startsWith("/") && !NOT_NEEDED.matcher(file).find())
            .filter(file -> !Files.isDirectory(Path.of(file), LinkOption.NOFOLLOW_LINKS))
            .filter(file -> Files.exists(Path.of(file)))
            .forEach(files::add);
      }
    }
    libraries.forEach(file -> files.add(file.toString()));
    Path names = Files.write(directory.resolve("debian.txt"), files);
    Path archive = directory.resolve("debian.tar");
    output(List.of("tar", "-c", "--hard-dereference", "-f", archive + "", "-T", names + ""));
    Path root = directory.resolve("debian");
    // What /bin and the others lead to; the archive has no directories.
    for (String merged : List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32")) {
      Files.createDirectories(root.resolve("usr").resolve(merged));
    }
    output(List.of("tar", "-x", "-f", archive + "", "-C", root + ""));
    Files.delete(archive);
    commit(name, root);
  }

  /** The lists of a package's files; none if it is not installed, or a line names no package. */
  private static List<Path> lists(String name) {
    return Stream.of(name + ".list", name + ":amd64.list", name + ":arm64.list")
        .map(file -> Path.of("/var/lib/dpkg/info", file))
        .filter(Files::exists)
        .toList();
  }
}
