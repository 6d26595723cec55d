package dev.hookpress.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A process without memory ends, with the JVM's flag and without it. */
class OutOfMemoryTest {
  /** Fills the heap in a thread of its own, as a node's event loop would. */
  static final class Eater {
    private Eater() {}

    public static void main(String[] args) throws InterruptedException {
      OutOfMemory.endTheProcess();
      Thread eater =
          new Thread(
              () -> {
                List<byte[]> kept = new ArrayList<>();
                while (kept.size() >= 0) {
                  kept.add(new byte[1 << 20]);
                }
              });
      eater.start();
      Thread.sleep(TimeUnit.MINUTES.toMillis(1));
    }
  }

  private static int status(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    command.addAll(List.of("-Xmx32m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(options));
    command.add(Eater.class.getName());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void theFlagEndsIt() throws Exception {
    assertThat(status("-XX:+ExitOnOutOfMemoryError")).isEqualTo(OutOfMemory.STATUS);
  }

  @Test
  void withoutTheFlagAnUncaughtErrorEndsIt() throws Exception {
    assertThat(status()).isEqualTo(OutOfMemory.STATUS);
  }

  @Test
  void looksForTheErrorAmongTheCauses() {
    assertThat(OutOfMemory.isMeant(new IllegalStateException(new OutOfMemoryError()))).isTrue();
    assertThat(OutOfMemory.isMeant(new IllegalStateException("no memory"))).isFalse();
  }
}
