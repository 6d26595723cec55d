package dev.hookpress.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The module that verifies PDFs, as the build makes it, from the local Maven repository. */
public final class VerifyModule {
  /** What is not on the class path of the tests; {@code .ci/run} installs it. */
  private static final List<String> MORE =
      List.of(
          "net/sf/saxon/Saxon-HE/12.10/Saxon-HE-12.10.jar",
          "org/xmlresolver/xmlresolver/5.3.3/xmlresolver-5.3.3.jar",
          "org/xmlresolver/xmlresolver/5.3.3/xmlresolver-5.3.3-data.jar");

  private VerifyModule() {}

  /** The settings of a node with it; patient with machines that do much else. */
  public static Map<String, String> settings(Path folder) throws IOException {
    return Map.of(
        "HOOKPRESS_VERIFY_PATH", in(folder).toString(),
        "HOOKPRESS_VERIFY_DEADLINE_SECONDS", "120",
        "HOOKPRESS_RENDER_LEASE_SECONDS", "500");
  }

  /** Copies its libraries into a folder; passes over the test if they are not installed. */
  public static Path in(Path folder) throws IOException {
    Path repository =
        Path.of(
            System.getProperty(
                "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
    Files.createDirectories(folder);
    for (String each : MORE) {
      Path file = repository.resolve(each);
      assumeTrue(Files.exists(file), "The module that verifies is not installed: " + file);
      Files.copy(file, folder.resolve(file.getFileName()));
    }
    try (Stream<Path> entries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)) {
      for (Path file : entries.filter(it -> it.toString().contains("verapdf")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return folder;
  }
}
