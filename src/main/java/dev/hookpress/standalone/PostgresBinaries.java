package dev.hookpress.standalone;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path.
 *
 * @param directory holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path directory) {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

  /** The path of a program, such as {@code initdb}. */
  String program(String name) {
    return directory.resolve("bin").resolve(name).toString();
  }

  /**
   * Unpacks the programs into a cache directory unless they are there. Safe for several processes
   * at once.
   *
   * @throws IOException if there are none for this platform, or the disk is full
   */
  static PostgresBinaries in(Path cache) throws IOException {
    URL archive = archive(Platform.current());
    Path finished = cache.resolve("postgres-" + version(archive));
    if (Files.isDirectory(finished)) {
      return new PostgresBinaries(finished);
    }
    LOG.info("Unpacking PostgreSQL into {}", finished);
    Files.createDirectories(cache);
    Path half = Files.createTempDirectory(cache, "postgres-unpacking");
    // The server may run as another user.
    Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (InputStream packed = new BufferedInputStream(archive.openStream());
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      unpack(tar, half);
      Files.move(half, finished, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      DurableFiles.deleteTree(half);
      // Another process may have finished first.
      if (!Files.isDirectory(finished)) {
        throw e;
      }
    }
    return new PostgresBinaries(finished);
  }

  private static URL archive(Platform platform) throws IOException {
    URL archive = platform.postgresArchive().map(PostgresBinaries.class::getResource).orElse(null);
    if (archive == null) {
      throw new IOException(
          "There is no embedded PostgreSQL for "
              + platform.system()
              + " on "
              + platform.architecture()
              + ": set HOOKPRESS_POSTGRES_URI to a server of your own");
    }
    return archive;
  }

  /** Identifies the build of the archive without reading it. */
  private static String version(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    connection.setUseCaches(false);
    if (connection instanceof JarURLConnection jar) {
      String checksum = Long.toHexString(jar.getJarEntry().getCrc());
      jar.getJarFile().close();
      return checksum;
    }
    return Long.toString(connection.getContentLengthLong());
  }

  private static void unpack(TarArchiveInputStream tar, Path root) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path path = root.resolve(entry.getName()).normalize();
      if (!path.startsWith(root)) {
        throw new IOException("The archive names a file outside of itself: " + entry.getName());
      }
      Files.createDirectories(path.getParent());
      if (entry.isDirectory()) {
        Files.createDirectories(path);
      } else if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      } else if (entry.isLink()) {
        Files.createLink(path, root.resolve(entry.getLinkName()));
      } else {
        Files.copy(tar, path);
        boolean program = path.getParent().endsWith("bin");
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }
}
