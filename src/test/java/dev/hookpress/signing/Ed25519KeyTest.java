package dev.hookpress.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scheme {@code v1a}: by the vectors of RFC 8032 and of the schemes' reference sender. */
class Ed25519KeyTest {
  private static final byte[] NOTHING = {};

  /** RFC 8032 §7.1, tests 1 to 3 and "SHA(abc)": secret key, public key, message, signature. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"
        + "'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555f"
        + "b8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,"
        + "72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da08"
        + "5ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,"
        + "af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18"
        + "ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42,"
        + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
        + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a21"
        + "92992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f,"
        + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909"
        + "351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
  })
  void itSignsAsTheRfcDoes(String secret, String shared, String message, String signature) {
    HexFormat hex = HexFormat.of();
    Ed25519Key key = Ed25519Key.of(hex.parseHex(secret + shared));
    byte[] body = hex.parseHex(message);

    assertThat(hex.formatHex(key.sign(NOTHING, body))).isEqualTo(signature);
    assertThat(key.signed(NOTHING, body, hex.parseHex(signature))).isTrue();
    assertThat(key.reveal())
        .isEqualTo("whpk_" + Base64.getEncoder().encodeToString(hex.parseHex(shared)));
  }

  // What is known as whsk_: the private key's 32 bytes and the public key's.
  private static final Ed25519Key KEY =
      Ed25519Key.of(
          Base64.getDecoder()
              .decode(
                  "6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicM"
                      + "Fs6Kvg=="));
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final SigningSecret SECRET =
      SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

  @Test
  void theReferenceMessageHasItsSignature() {
    assertThat(KEY.reveal()).isEqualTo("whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=");
    assertThat(StandardWebhooks.sign(ID, AT, BODY, List.of(KEY)))
        .containsEntry(
            "webhook-signature",
            "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+"
                + "m7TBAg==");
  }

  @Test
  void keysOfBothSchemesSignInOneHeaderInTheirOrder() {
    Map<String, String> headers = StandardWebhooks.sign(ID, AT, BODY, List.of(KEY, SECRET));

    assertThat(headers.get("webhook-signature"))
        .matches("v1a,hnO3\\S+ v1,g0hM9SsE\\+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(StandardWebhooks.verify(headers, BODY, List.of(KEY), AT)).isTrue();
    assertThat(StandardWebhooks.verify(headers, BODY, List.of(SECRET), AT)).isTrue();
  }

  @Test
  void aSignatureDoesNotVerifyUnderTheOtherScheme() {
    Map<String, String> headers = new HashMap<>(StandardWebhooks.sign(ID, AT, BODY, List.of(KEY)));
    headers.computeIfPresent(
        "webhook-signature", (name, value) -> value.replace("v1a,", "v1,") + " v1a,AAAA v1a,*");

    assertThat(StandardWebhooks.verify(headers, BODY, List.of(KEY), AT)).isFalse();
  }

  @Test
  void thePrivateKeyIsNotShownAndIsRestoredFromItsBytes() {
    assertThat(KEY.toString()).isEqualTo("Ed25519Key");
    assertThat(SigningKey.of(SigningScheme.V1A, KEY.bytes()).sign(NOTHING, BODY))
        .isEqualTo(KEY.sign(NOTHING, BODY));
    assertThat(SigningKey.of(SigningScheme.V1, SECRET.bytes()).reveal()).isEqualTo(SECRET.reveal());
    assertThatThrownBy(() -> Ed25519Key.of(new byte[63]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
