package dev.hookpress.render.process;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command that starts a render process: this Java, this class path, a heap of its own. */
final class ProcessCommand {
  /** The release of Java that warns of native access and of unsafe memory access. */
  private static final int WARNING_JAVA = 24;

  private final int heapMebis;
  private final Restrictions restrictions;
  private final List<Path> classPath;

  /**
   * @param heapMebis of a process
   * @param libraries beside the program's own, which come first
   */
  ProcessCommand(int heapMebis, Restrictions restrictions, List<Path> libraries) {
    this.heapMebis = heapMebis;
    this.restrictions = restrictions;
    this.classPath = Stream.concat(ownClassPath().stream(), libraries.stream()).toList();
  }

  Restrictions restrictions() {
    return restrictions;
  }

  /** Absolute paths: a process has a working directory of its own. */
  List<Path> classPath() {
    return classPath;
  }

  /**
   * Returns a builder of the process, with an empty environment but for what Java needs.
   *
   * @param directory its working directory, home and place for temporary files
   */
  ProcessBuilder builder(Path directory, List<String> javaOptions, List<String> arguments) {
    List<String> command = new ArrayList<>(restrictions.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(directory));
    command.addAll(javaOptions);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(RenderProcessMain.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("HOME", directory.toString());
    environment.put("LC_ALL", "C.UTF-8");
    // One arena for each thread would cost address space.
    environment.put("MALLOC_ARENA_MAX", "2");
    return builder;
  }

  private List<String> options(Path directory) {
    List<String> options = new ArrayList<>();
    options.add("-Xms128m");
    // A document allocates tens of megabytes that live for milliseconds.
    options.add("-Xmn64m");
    options.add("-Xmx" + heapMebis + "m");
    options.add("-XX:+ExitOnOutOfMemoryError");
    options.add("-XX:+UseSerialGC");
    options.add("-XX:MaxMetaspaceSize=192m");
    options.add("-XX:CompressedClassSpaceSize=64m");
    options.add("-XX:ReservedCodeCacheSize=128m");
    options.add("-XX:MaxDirectMemorySize=64m");
    options.add("-XX:-UsePerfData");
    options.add("-XX:+DisableAttachMechanism");
    options.add("-XX:-CreateCoredumpOnCrash");
    options.add("-XX:ErrorFile=" + directory.resolve("error.log"));
    // Standard output belongs to the protocol.
    options.add("-XX:+DisplayVMOutputToStderr");
    options.add("-Xlog:disable");
    options.add("-Xlog:all=error:stderr");
    options.add("-Djava.awt.headless=true");
    options.add("-Djava.io.tmpdir=" + directory);
    options.add("-Duser.home=" + directory);
    options.add("-Duser.timezone=" + TimeZone.getDefault().getID());
    options.add("-Duser.language=" + Locale.getDefault().getLanguage());
    options.add("-Duser.country=" + Locale.getDefault().getCountry());
    if (Runtime.version().feature() >= WARNING_JAVA) {
      options.add("--enable-native-access=ALL-UNNAMED");
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }

  /** The class path of this program: of its class loader, which Maven replaces, or of Java. */
  private static List<Path> ownClassPath() {
    Stream<Path> entries =
        ProcessCommand.class.getClassLoader() instanceof URLClassLoader loader
            ? Stream.of(loader.getURLs()).flatMap(url -> file(url).stream())
            : Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of);
    return entries.map(Path::toAbsolutePath).filter(Files::exists).toList();
  }

  private static Optional<Path> file(URL url) {
    try {
      return url.getProtocol().equals("file")
          ? Optional.of(Path.of(url.toURI()))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
