package dev.hookpress.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir private Path temporary;

  @Test
  void secretsAreStableAndReadableOnlyByTheOwner() throws IOException {
    Path path = temporary.resolve("a/b");
    String secretsKey;
    String apiKey;
    String nodeId;
    try (DataDirectory directory = opened(path)) {
      secretsKey = directory.secretsKey();
      apiKey = directory.apiKey();
      nodeId = directory.nodeId();
      directory.serversPassword();
    }
    assertThat(Base64.getDecoder().decode(secretsKey)).hasSize(32);
    try (DataDirectory directory = opened(path)) {
      assertThat(directory.secretsKey()).isEqualTo(secretsKey);
      assertThat(directory.apiKey()).isEqualTo(apiKey).isNotEqualTo(secretsKey);
      assertThat(directory.nodeId()).isEqualTo(nodeId);
    }
    assertThat(Files.readString(path.resolve("api-key"))).isEqualTo(apiKey + "\n");
    for (String name : new String[] {"api-key", "secrets-key", "servers-password", "node-id"}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve(name))))
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
  }

  @Test
  void whatLayThereOpenlyIsTightened() throws IOException {
    Path path = Files.createDirectory(temporary.resolve("data"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path key = Files.writeString(path.resolve("secrets-key"), "kept\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    try (DataDirectory directory = opened(path)) {
      assertThat(directory.secretsKey()).isEqualTo("kept");
    }

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void itWorksWhereFilesHaveNoPosixPermissions() throws IOException {
    try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
      Path path = windows.getPath("C:\\hookpress\\data");
      String apiKey;
      try (DataDirectory directory = opened(path)) {
        apiKey = directory.apiKey();
        assertThat(directory.secretsKey()).isNotEmpty();
        assertThat(directory.holdsDatabase()).isFalse();
      }
      try (DataDirectory directory = opened(path)) {
        assertThat(directory.apiKey()).isEqualTo(apiKey);
      }
    }
  }

  @Test
  void aSecondOneIsRefusedWithThePathUntilTheFirstIsClosed() throws IOException {
    Path path = temporary.resolve("data");
    try (DataDirectory first = opened(path)) {
      assertThat(DataDirectory.open(path))
          .isInstanceOfSatisfying(
              DataDirectory.Opening.InUse.class,
              inUse ->
                  assertThat(inUse.message())
                      .contains(first.path().toString(), "in use", "HOOKPRESS_DATA_DIR"));
    }
    opened(path).close();
  }

  @Test
  void anEmptiedKeyIsNotReplaced() throws IOException {
    try (DataDirectory directory = opened(temporary.resolve("data"))) {
      Path key = Files.writeString(directory.path().resolve("secrets-key"), "");
      assertThatThrownBy(directory::secretsKey)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("secrets-key is empty");
      assertThat(key).isEmptyFile();
    }
  }

  private static DataDirectory opened(Path path) throws IOException {
    return ((DataDirectory.Opening.Opened) DataDirectory.open(path)).directory();
  }
}
