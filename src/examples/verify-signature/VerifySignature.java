import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies the signature of a callback by the Standard Webhooks scheme. Copy {@link #verify} into
 * your receiver, and give it the body as it came over the wire, byte for byte.
 *
 * <p>As a program it reads the body from standard input, and ends with 0 if the signature is right:
 *
 * <pre>java VerifySignature.java SECRET ID TIMESTAMP SIGNATURES &lt; body</pre>
 */
public final class VerifySignature {
  private static final long TOLERANCE_SECONDS = 5 * 60;
  private static final int MAX_SIGNATURES = 16;

  private VerifySignature() {}

  /**
   * Whether the message was signed with the secret within five minutes of now.
   *
   * @param secret {@code whsec_…}
   * @param id the header {@code webhook-id}
   * @param timestamp the header {@code webhook-timestamp}
   * @param signatures the header {@code webhook-signature}: one or more, with spaces between
   * @param body as received
   * @param nowSeconds Unix time
   */
  static boolean verify(
      String secret, String id, String timestamp, String signatures, byte[] body, long nowSeconds)
      throws GeneralSecurityException {
    if (!timestamp.matches("[0-9]{1,12}")
        || Math.abs(nowSeconds - Long.parseLong(timestamp)) > TOLERANCE_SECONDS) {
      return false; // Too old, or from the future: perhaps a replay.
    }
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
    byte[] expected = mac.doFinal(body);
    // While secrets are rotated there is a signature for each; any that matches will do.
    for (String one : signatures.split(" ", MAX_SIGNATURES)) {
      if (one.startsWith("v1,") && equal(expected, one.substring("v1,".length()))) {
        return true;
      }
    }
    return false;
  }

  /** Takes the same time wherever the two differ. */
  private static boolean equal(byte[] expected, String base64) {
    try {
      return MessageDigest.isEqual(expected, Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    if (args.length != 4) {
      System.err.println("java VerifySignature.java SECRET ID TIMESTAMP SIGNATURES < body");
      System.exit(2);
    }
    byte[] body = System.in.readAllBytes();
    long now = System.currentTimeMillis() / 1000;
    boolean valid = verify(args[0], args[1], args[2], args[3], body, now);
    System.out.println(valid ? "valid" : "invalid");
    System.exit(valid ? 0 : 1);
  }
}
