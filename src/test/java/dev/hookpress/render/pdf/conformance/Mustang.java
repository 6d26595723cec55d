package dev.hookpress.render.pdf.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A validator of electronic invoices, with class path of its own: its libraries are others than
 * ours. {@code .ci/run} installs it.
 */
public final class Mustang {
  private static URLClassLoader opened;

  private Mustang() {}

  /** Once for all tests, since it compiles its rules; ends with the process. */
  private static synchronized URLClassLoader classes() throws IOException {
    if (opened != null) {
      return opened;
    }
    Path repository =
        Path.of(
            System.getProperty(
                "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
    List<URL> files = new ArrayList<>();
    try (InputStream in = Mustang.class.getResourceAsStream("/einvoice/mustang.txt")) {
      String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : list.lines().filter(it -> !it.startsWith("#")).toList()) {
        Path file = repository.resolve(line);
        assumeTrue(Files.exists(file), "Mustang is not installed: " + file);
        files.add(file.toUri().toURL());
      }
    }
    opened = new URLClassLoader(files.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    return opened;
  }

  /**
   * The validator's report on a PDF, in XML; passes over the test if the local Maven repository
   * lacks the validator.
   */
  public static String report(Path pdf) throws IOException, ReflectiveOperationException {
    ClassLoader classes = classes();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      Class<?> type = classes.loadClass("org.mustangproject.validator.ZUGFeRDValidator");
      Object validator = type.getConstructor().newInstance();
      return (String) type.getMethod("validate", String.class).invoke(validator, pdf.toString());
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
