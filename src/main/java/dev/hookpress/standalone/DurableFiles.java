package dev.hookpress.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Renames that survive a power cut, permissions, and the deletion of whole trees. */
final class DurableFiles {
  private DurableFiles() {}

  /** Whether the file system knows owners and permissions as POSIX has them; Windows does not. */
  static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * The attributes of a new file or directory at {@code path}: the permissions, or none where the
   * file system has no such thing and access is what its directory passes on.
   *
   * @param permissions such as {@code rw-------}
   */
  static FileAttribute<?>[] permissions(Path path, String permissions) {
    return hasPermissions(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Gives a finished file or directory its name, atomically. */
  static void moveInto(Path finished, Path name) throws IOException {
    Files.move(finished, name, StandardCopyOption.ATOMIC_MOVE);
    if (!hasPermissions(name)) {
      // Windows opens no directory as a file, and writes its journal by itself.
      return;
    }
    // The new name is in the directory, which the file's own fsync does not write.
    try (FileChannel directory = FileChannel.open(name.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /** Deletes a file or a directory with all that is in it; nothing if there is none. */
  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
