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
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Renames files durably across a power loss, sets permissions, and deletes directory trees. */
final class DurableFiles {
  private DurableFiles() {}

  /** Whether the file system supports POSIX owners and permissions; Windows does not. */
  static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * The attributes of a new file or directory at {@code path}: the permissions, or none on a file
   * system where access is inherited from the directory.
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

  /**
   * Takes from an existing file or directory the permissions beyond these, for it may have been
   * made by hand; none on a file system without permissions.
   */
  static void tighten(Path path, String max) throws IOException {
    if (!hasPermissions(path)) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (permissions.retainAll(PosixFilePermissions.fromString(max))) {
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  /** Renames a finished file or directory atomically and durably. */
  static void moveInto(Path finished, Path name) throws IOException {
    Files.move(finished, name, StandardCopyOption.ATOMIC_MOVE);
    if (!hasPermissions(name)) {
      // Windows cannot open a directory as a file, and journals renames itself.
      return;
    }
    // The new name is part of the directory, which fsync of the file does not write.
    try (FileChannel directory = FileChannel.open(name.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /** Deletes a file or a directory tree; does nothing if it does not exist. */
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
