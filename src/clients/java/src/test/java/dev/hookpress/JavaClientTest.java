package dev.hookpress;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.hookpress.client.HookpressClient;
import dev.hookpress.client.HookpressException;
import dev.hookpress.client.Webhooks;
import dev.hookpress.signing.Ed25519Key;
import dev.hookpress.signing.StandardWebhooks;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The client for Java stands alone. */
class JavaClientTest {
  @Test
  void itNeedsTheJdkAndJacksonOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.hookpress.client..",
            "java..",
            "javax.crypto..",
            "com.fasterxml.jackson.core..",
            "com.fasterxml.jackson.databind..")
        .check(new ClassFileImporter().importPackagesOf(HookpressClient.class));
  }

  @Test
  void publicKeysVerifyToo() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    Ed25519Key key = Ed25519Key.of(Buffer.buffer(seed).appendBytes(raw).getBytes());
    byte[] body = "{\"status\":\"completed\"}".getBytes(StandardCharsets.UTF_8);
    Instant now = Instant.parse("2026-11-21T13:48:07Z");
    Map<String, String> headers = StandardWebhooks.sign("msg_1", now, body, List.of(key));

    Webhooks webhooks = Webhooks.signedWith("whsec_AAAA", key.reveal());

    assertThat(webhooks.verify(headers::get, body, now).id()).isEqualTo("msg_1");
    assertThatThrownBy(() -> webhooks.verify(headers::get, new byte[0], now))
        .isInstanceOf(HookpressException.InvalidSignature.class);
  }
}
