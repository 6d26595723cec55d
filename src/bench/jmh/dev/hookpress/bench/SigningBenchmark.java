package dev.hookpress.bench;

import dev.hookpress.job.JobId;
import dev.hookpress.signing.Ed25519Key;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningSecret;
import dev.hookpress.signing.StandardWebhooks;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Creates the headers of one attempt. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SigningBenchmark {
  private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);
  private static final String ID = "msg_01JD000000000000000000BNCH";

  private final byte[] body = Message.body(new JobId(new UUID(1, 1)), AT);
  private final List<SigningKey> one = List.of(SigningSecret.of(new byte[32]));
  private final List<SigningKey> two =
      List.of(SigningSecret.of(new byte[32]), SigningSecret.of(new byte[24]));
  private final List<SigningKey> pair = List.of(pair());

  @Benchmark
  public Map<String, String> oneSecret() {
    return StandardWebhooks.sign(ID, AT, body, one);
  }

  @Benchmark
  public Map<String, String> twoSecretsWhileTheyRotate() {
    return StandardWebhooks.sign(ID, AT, body, two);
  }

  @Benchmark
  public Map<String, String> ed25519() {
    return StandardWebhooks.sign(ID, AT, body, pair);
  }

  private static SigningKey pair() {
    try {
      KeyPair drawn = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] bytes = new byte[64];
      // The last 32 bytes of the encodings (RFC 8410) are the raw keys.
      byte[] secret = drawn.getPrivate().getEncoded();
      byte[] known = drawn.getPublic().getEncoded();
      System.arraycopy(secret, secret.length - 32, bytes, 0, 32);
      System.arraycopy(known, known.length - 32, bytes, 32, 32);
      return Ed25519Key.of(bytes);
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
