package dev.hookpress.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies callbacks by the Standard Webhooks scheme. */
public final class Webhooks {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int MAX_SIGNATURES = 16;
  private static final int ED25519_KEY_BYTES = 32;
  private static final byte[] ED25519_HEAD = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };
  private static final JsonMapper MAPPER = new JsonMapper();

  private final List<String> keys;

  private Webhooks(List<String> keys) {
    this.keys = keys;
  }

  /**
   * Takes what any of these keys has signed: secrets {@code whsec_…}, public keys {@code whpk_…}.
   */
  public static Webhooks signedWith(String... keys) {
    for (String key : keys) {
      if (!key.startsWith("whsec_") && !key.startsWith("whpk_")) {
        throw new IllegalArgumentException("A key begins with whsec_ or whpk_.");
      }
    }
    return new Webhooks(List.of(keys));
  }

  /**
   * A callback whose signature is right.
   *
   * @param id the same for every attempt: drop those that you know
   * @param body what was sent
   */
  public record Callback(String id, JsonNode body) {}

  /**
   * Verifies a callback that has just arrived.
   *
   * @param header the value of a header by its name in lower case; null if there is none
   * @param body the bytes as they came, before any parser has touched them
   * @throws HookpressException.InvalidSignature if it was not signed with these keys, or not within
   *     five minutes of now
   */
  public Callback verify(Function<String, String> header, byte[] body) {
    return verify(header, body, Instant.now());
  }

  /** The same at another time, for tests. */
  public Callback verify(Function<String, String> header, byte[] body, Instant now) {
    String id = required(header, "webhook-id");
    String timestamp = required(header, "webhook-timestamp");
    String signatures = required(header, "webhook-signature");
    if (!timestamp.matches("[0-9]{1,12}")) {
      throw new HookpressException.InvalidSignature("webhook-timestamp is not a number.");
    }
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0) {
      throw new HookpressException.InvalidSignature("The callback was not sent just now.");
    }
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    for (String signature : signatures.split(" ", MAX_SIGNATURES)) {
      for (String key : keys) {
        if (matches(key, signature, head, body)) {
          return new Callback(id, json(body));
        }
      }
    }
    throw new HookpressException.InvalidSignature("No signature is of these keys.");
  }

  private static String required(Function<String, String> header, String name) {
    String value = header.apply(name);
    if (value == null) {
      throw new HookpressException.InvalidSignature("There is no " + name + ".");
    }
    return value;
  }

  private static boolean matches(String key, String signature, byte[] head, byte[] body) {
    try {
      if (key.startsWith("whsec_") && signature.startsWith("v1,")) {
        byte[] secret = Base64.getDecoder().decode(key.substring("whsec_".length()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        mac.update(head);
        return MessageDigest.isEqual(mac.doFinal(body), decoded(signature, "v1,"));
      }
      if (key.startsWith("whpk_") && signature.startsWith("v1a,")) {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(publicKey(key));
        verifier.update(head);
        verifier.update(body);
        return verifier.verify(decoded(signature, "v1a,"));
      }
      return false;
    } catch (GeneralSecurityException | IllegalArgumentException notOne) {
      return false;
    }
  }

  private static byte[] decoded(String signature, String prefix) {
    return Base64.getDecoder().decode(signature.substring(prefix.length()));
  }

  private static PublicKey publicKey(String key) throws GeneralSecurityException {
    byte[] raw = Base64.getDecoder().decode(key.substring("whpk_".length()));
    if (raw.length != ED25519_KEY_BYTES) {
      throw new GeneralSecurityException("Not an Ed25519 key.");
    }
    byte[] encoded = new byte[ED25519_HEAD.length + ED25519_KEY_BYTES];
    System.arraycopy(ED25519_HEAD, 0, encoded, 0, ED25519_HEAD.length);
    System.arraycopy(raw, 0, encoded, ED25519_HEAD.length, ED25519_KEY_BYTES);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static JsonNode json(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException broken) {
      throw new HookpressException.InvalidSignature("The body is not JSON.");
    }
  }
}
