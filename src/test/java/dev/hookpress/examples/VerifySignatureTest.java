package dev.hookpress.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.signing.SigningSecret;
import dev.hookpress.signing.StandardWebhooks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples accept what Hookpress signs, and reject everything else. */
class VerifySignatureTest {
  private static final Path EXAMPLES = Path.of("src/examples/verify-signature");
  private static final Duration BOUND = Duration.ofSeconds(60);

  private static final SigningSecret SECRET = SigningSecret.of("k".repeat(32).getBytes());
  private static final SigningSecret OUTGOING = SigningSecret.of("o".repeat(24).getBytes());
  private static final byte[] BODY =
      "{\"status\":\"completed\",\"name\":\"Žluťoučký\"}".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path temporary;

  private enum Language {
    JAVA("java", "VerifySignature.java"),
    JAVASCRIPT("node", "verify-signature.mjs"),
    PYTHON("python3", "verify_signature.py");

    private final String program;
    private final String file;

    Language(String program, String file) {
      this.program = program;
      this.file = file;
    }

    /** The JDK that runs this test has Java; the others may be missing on this machine. */
    List<String> command() {
      String found =
          this == JAVA
              ? Path.of(System.getProperty("java.home"), "bin", program).toString()
              : program;
      return List.of(found, EXAMPLES.resolve(file).toString());
    }

    boolean isHere() {
      return this == JAVA
          || Stream.of(System.getenv("PATH").split(System.getProperty("path.separator")))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theExampleAcceptsOnlySignedCallbacks(Language language) throws Exception {
    skipIfMissing(language);
    Instant now = Instant.now();
    Map<String, String> headers = signed(now, SECRET);

    assertThat(run(language, SECRET, headers, BODY)).isEqualTo("valid");

    assertThat(run(language, OUTGOING, headers, BODY)).isEqualTo("invalid");
    assertThat(run(language, SECRET, headers, "{}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("invalid");
  }

  @ParameterizedTest
  @EnumSource
  void oneOfSeveralSignaturesIsEnough(Language language) throws Exception {
    skipIfMissing(language);
    Map<String, String> headers = signed(Instant.now(), OUTGOING, SECRET);

    assertThat(headers.get(StandardWebhooks.SIGNATURE)).contains(" ");
    assertThat(run(language, SECRET, headers, BODY)).isEqualTo("valid");
    assertThat(run(language, OUTGOING, headers, BODY)).isEqualTo("valid");
  }

  @ParameterizedTest
  @EnumSource
  void anOldTimestampIsRefused(Language language) throws Exception {
    skipIfMissing(language);
    Instant old = Instant.now().minus(Duration.ofMinutes(6));

    assertThat(run(language, SECRET, signed(old, SECRET), BODY)).isEqualTo("invalid");
  }

  @ParameterizedTest
  @EnumSource
  void theExampleShowsItsUsage(Language language) throws Exception {
    skipIfMissing(language);

    assertThat(output(language.command(), 2, BODY)).contains("SECRET ID TIMESTAMP SIGNATURES");
  }

  private static void skipIfMissing(Language language) {
    if (!language.isHere()) {
      String message = language.program + " is not on the PATH: its example is not tested";
      System.err.println(message);
      Assumptions.abort(message);
    }
  }

  private static Map<String, String> signed(Instant at, SigningSecret... secrets) {
    return StandardWebhooks.sign("msg_example", at, BODY, List.of(secrets));
  }

  private String run(
      Language language, SigningSecret secret, Map<String, String> headers, byte[] body)
      throws Exception {
    List<String> command = new ArrayList<>(language.command());
    command.add(secret.reveal());
    command.add(headers.get(StandardWebhooks.ID));
    command.add(headers.get(StandardWebhooks.TIMESTAMP));
    command.add(headers.get(StandardWebhooks.SIGNATURE));
    String output = output(command, -1, body).strip();
    assertThat(output).isIn("valid", "invalid");
    return output;
  }

  /** Runs it; {@code status} is what it must end with, or -1 for 0 if valid and 1 if not. */
  private String output(List<String> command, int status, byte[] body)
      throws IOException, InterruptedException {
    Path output = temporary.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(body);
    } catch (IOException endedBeforeReading) {
      // Its output tells more.
    }
    if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("Not within " + BOUND + ": " + command);
    }
    String text = Files.readString(output);
    int expected = status >= 0 ? status : text.startsWith("valid") ? 0 : 1;
    assertThat(process.exitValue()).as(text).isEqualTo(expected);
    return text;
  }
}
