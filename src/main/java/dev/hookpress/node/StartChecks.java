package dev.hookpress.node;

import dev.hookpress.config.Settings;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What can be known to be wrong before a node serves, said in the words of its settings. */
final class StartChecks {
  /** Causes nest a few levels deep; the bound guards against a cycle. */
  private static final int MAX_DEPTH = 10;

  private StartChecks() {}

  /**
   * Checks the directories that the roles use.
   *
   * @throws StartFailure naming the setting and the path
   */
  static void directories(Settings settings, Set<Role> roles) {
    if (!roles.contains(Role.API) && !roles.contains(Role.RENDER)) {
      return;
    }
    settings.render().fontsDir().ifPresent(StartChecks::readable);
    writable(settings.data().dir());
  }

  private static void readable(Path fonts) {
    if (!Files.isDirectory(fonts) || !Files.isReadable(fonts)) {
      throw new StartFailure(
          "render.fontsDir (HOOKPRESS_RENDER_FONTS_DIR): "
              + shown(fonts)
              + (Files.exists(fonts) ? " is not a directory that can be read" : " does not exist"));
    }
  }

  /** Writes a file: permissions alone say nothing of a file system that is read-only or full. */
  private static void writable(Path data) {
    try {
      Files.createDirectories(data);
      Files.delete(Files.createTempFile(data, ".start", ""));
    } catch (IOException | SecurityException e) {
      throw new StartFailure(
          "data.dir (HOOKPRESS_DATA_DIR): "
              + shown(data)
              + " is not a directory that can be written to ("
              + e.getClass().getSimpleName()
              + ")",
          e);
    }
  }

  /**
   * The failure to listen on a port, in words.
   *
   * @param setting such as {@code http.port (HOOKPRESS_HTTP_PORT)}
   */
  static StartFailure listening(StartFailure failure, String setting, String host, int port) {
    Throwable cause = failure;
    for (int depth = 0; depth < MAX_DEPTH && cause != null; depth++) {
      if (cause instanceof BindException || isBindError(cause)) {
        return new StartFailure(
            setting
                + ": port "
                + port
                + " of "
                + host
                + " is in use by another program, or may not be used ("
                + cause.getMessage()
                + ")",
            failure);
      }
      cause = cause.getCause();
    }
    return failure;
  }

  /** The native transport has exceptions of its own. */
  private static boolean isBindError(Throwable cause) {
    return cause instanceof IOException && String.valueOf(cause.getMessage()).startsWith("bind(");
  }

  private static String shown(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }
}
