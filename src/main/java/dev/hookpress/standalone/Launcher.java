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
 * The prefix of a server's command line. It starts the server in a session of its own, so that
 * Ctrl-C in a terminal reaches only Hookpress, which stops the servers last. If Hookpress runs as
 * root, it also starts the server as another user, since PostgreSQL refuses to run as root.
 *
 * @param prefix the words before every command
 * @param owner the user id that must own the data files, or -1 for the current user
 */
record Launcher(List<String> prefix, int owner) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;

  /** Starts the server in a user namespace of its own, where its user appears as nobody. */
  static final List<String> NAME_SPACE = List.of("unshare", "--user");

  /**
   * Starts the server as the user nobody, for containers that forbid user namespaces. It keeps the
   * capability to traverse directories that only root may enter.
   */
  static final List<String> OTHER_USER =
      List.of(
          "setpriv",
          "--reuid=" + NOBODY,
          "--regid=" + NOBODY,
          "--clear-groups",
          // Without this, access(2), which PostgreSQL calls, ignores the ambient capabilities.
          "--securebits=+no_setuid_fixup",
          "--inh-caps=-all,+dac_override",
          "--ambient-caps=-all,+dac_override");

  /** Launches a server as the current user. */
  static Launcher asWeAre() {
    return new Launcher(ownSession(), -1);
  }

  /**
   * Launches a server that refuses to run as root.
   *
   * @throws IOException if the current user is root and the system offers no way to switch users
   */
  static Launcher notAsRoot() throws IOException {
    // The owner of /proc/self is the process's effective user.
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

  /** Prepends the prefix to the command. */
  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /** Changes the owner of the tree to the server's user if it differs. */
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
            // Last, so that an interrupted walk starts again.
            Files.setAttribute(directory, "unix:uid", owner);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
