package dev.hookpress.standalone;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The words before a server's command line. They give it a session of its own, so that Ctrl-C in a
 * terminal reaches Hookpress alone, which then stops the servers last; and they take from root the
 * name of root, without which PostgreSQL refuses to run.
 *
 * @param prefix put before every command
 * @param owner the user id that the data's files must have, or -1 for whoever we are
 */
record Launcher(List<String> prefix, int owner) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;

  /** A user name space of its own: the process is root outside, and nobody to itself. */
  static final List<String> NAME_SPACE = List.of("unshare", "--user");

  /**
   * Where containers forbid name spaces: really nobody, who may still pass through directories that
   * are closed to all but root.
   */
  static final List<String> OTHER_USER =
      List.of(
          "setpriv",
          "--reuid=" + NOBODY,
          "--regid=" + NOBODY,
          "--clear-groups",
          // PostgreSQL asks access(2), which counts no capability of ours without this.
          "--securebits=+no_setuid_fixup",
          "--inh-caps=-all,+dac_override",
          "--ambient-caps=-all,+dac_override");

  /** For a server that runs as whoever we are. */
  static Launcher asWeAre() {
    return new Launcher(ownSession(), -1);
  }

  /**
   * For a server that refuses to run as root.
   *
   * @throws IOException if we are root and the system offers no way to be somebody else
   */
  static Launcher notAsRoot() throws IOException {
    // The kernel gives a process's directory to the user that the process acts as.
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    return choose(user.equals(ROOT), List.of(NAME_SPACE, OTHER_USER));
  }

  static Launcher choose(boolean root, List<List<String>> ways) throws IOException {
    if (!root) {
      return asWeAre();
    }
    for (List<String> way : ways) {
      List<String> probe = new ArrayList<>(way);
      probe.add("true");
      if (Command.succeeds(probe)) {
        List<String> prefix = new ArrayList<>(ownSession());
        prefix.addAll(way);
        return new Launcher(List.copyOf(prefix), way.equals(OTHER_USER) ? NOBODY : ROOT);
      }
    }
    throw new IOException(
        "PostgreSQL does not run as root, and neither unshare nor setpriv can be used here."
            + " Start Hookpress as an ordinary user, or set HOOKPRESS_POSTGRES_URI.");
  }

  private static List<String> ownSession() {
    return Command.succeeds(List.of("setsid", "true")) ? List.of("setsid") : List.of();
  }

  /** The whole command line. */
  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /** Gives the tree to the user that the server will be, if it is not that user's already. */
  void own(Path tree) throws IOException {
    if (owner < 0 || Files.getAttribute(tree, "unix:uid").equals(owner)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            // Last, so that a walk that was cut off begins again.
            Files.setAttribute(directory, "unix:uid", owner);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
