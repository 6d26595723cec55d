package dev.hookpress.render.pdf.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.job.pdf.PdfSignature;
import dev.hookpress.job.pdf.VerificationReport.Check;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.sign.SignedPdfs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignatureCheckTest {
  private static byte[] signed;

  private static PdfSignature wanted(boolean stamped) {
    return new PdfSignature(
        Optional.of("a"),
        stamped,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @BeforeAll
  static void sign() throws Exception {
    signed = SignedPdfs.signed(PdfFeatures.NONE.with(wanted(false)));
  }

  private static Check check(byte[] pdf) {
    return SignatureCheck.check(pdf, wanted(false));
  }

  private static byte[] changed(String text) {
    byte[] changed = signed.clone();
    int at = new String(signed, StandardCharsets.ISO_8859_1).indexOf(text);
    assertThat(at).isPositive();
    changed[at + text.length() + 3] ^= 1;
    return changed;
  }

  @Test
  void aSignatureOfTheWholeFilePasses() {
    assertThat(check(signed).failures()).isEmpty();
    assertThat(check(signed).profile()).isEqualTo("pades-b-b");
    assertThat(check(signed).engine()).startsWith("Bouncy Castle 1.");
  }

  @Test
  void aChangedByteFails() {
    assertThat(check(changed("/M (D:")).failures())
        .singleElement()
        .asString()
        .contains("not of these bytes");
  }

  @Test
  void whatIsAddedFails() {
    byte[] longer = Arrays.copyOf(signed, signed.length + 10);
    Arrays.fill(longer, signed.length, longer.length, (byte) ' ');

    assertThat(check(longer).failures()).containsExactly("The signature is not of the whole PDF");
  }

  @Test
  void aMissingSignatureOrTimeStampFails() {
    byte[] unsigned = Rendering.pdf(Rendering.render("<p>x")).bytes();

    assertThat(check(unsigned).failures()).containsExactly("The PDF has no signature");
    assertThat(SignatureCheck.check(signed, wanted(true)).failures())
        .containsExactly("The signature has no time-stamp of its own");
  }

  @Test
  void anythingElseFails() {
    assertThat(check(new byte[10]).passed()).isFalse();
    assertThat(check(Arrays.copyOf(signed, signed.length / 2)).passed()).isFalse();
  }
}
