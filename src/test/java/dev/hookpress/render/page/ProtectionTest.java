package dev.hookpress.render.page;

import static dev.hookpress.render.page.Pdfs.code;
import static dev.hookpress.render.page.Pdfs.pdf;
import static dev.hookpress.render.page.Pdfs.rejected;
import static dev.hookpress.render.page.Pdfs.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfOperation.Encryption;
import dev.hookpress.job.document.PdfOperation.Permission;
import dev.hookpress.job.document.PdfOperation.Protect;
import dev.hookpress.job.document.PdfOperation.Unprotect;
import dev.hookpress.job.document.PdfProperties;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProtectionTest {
  private static final byte[] PLAIN = pdf("a", "b");

  @ParameterizedTest
  @EnumSource(Encryption.class)
  void aProtectedPdfOpensOnlyWithThePassword(Encryption encryption) throws IOException {
    byte[] sealed = file(protect("sesame", null, Set.of(), encryption));

    assertThatThrownBy(() -> Loader.loadPDF(sealed)).isInstanceOf(InvalidPasswordException.class);
    assertThatThrownBy(() -> Loader.loadPDF(sealed, "Sesame"))
        .isInstanceOf(InvalidPasswordException.class);
    try (PDDocument document = Loader.loadPDF(sealed, "sesame")) {
      assertThat(words(document)).containsExactly("a", "b");
      assertThat(document.getEncryption().getLength())
          .isEqualTo(encryption == Encryption.AES_256 ? 256 : 128);
      assertThat(document.getEncryption().getVersion())
          .isEqualTo(encryption == Encryption.AES_256 ? 5 : 4);
    }
  }

  @ParameterizedTest
  @EnumSource(Permission.class)
  void usersMayDoWhatTheOwnerAllows(Permission permission) throws IOException {
    byte[] sealed = file(protect("user", "owner", Set.of(permission), Encryption.AES_256));

    try (PDDocument user = Loader.loadPDF(sealed, "user");
        PDDocument owner = Loader.loadPDF(sealed, "owner")) {
      Set<Permission> expected = EnumSet.of(permission);
      if (permission == Permission.PRINT_FINELY) {
        expected.add(Permission.PRINT);
      }
      if (permission == Permission.ANNOTATE) {
        expected.add(Permission.FILL_IN_FORMS);
      }
      AccessPermission granted = user.getCurrentAccessPermission();
      assertThat(Protection.allowed(granted)).isEqualTo(expected);
      assertThat(granted.canExtractForAccessibility()).isTrue();
      assertThat(owner.getCurrentAccessPermission().isOwnerPermission()).isTrue();
    }
  }

  @Test
  void theOwnersPasswordRemovesTheProtection() {
    byte[] sealed = file(protect("user", "owner", Set.of(), Encryption.AES_128));

    assertThat(words(file(new Unprotect("owner"), sealed))).containsExactly("a", "b");
  }

  @Test
  void theUsersPasswordDoesNotLiftRestrictions() {
    byte[] sealed = file(protect("user", "owner", Set.of(), Encryption.AES_128));
    byte[] open =
        file(protect("user", "owner", EnumSet.allOf(Permission.class), Encryption.AES_128));

    assertThat(rejected(new Unprotect("user"), sealed))
        .isEqualTo(
            new PageOutcome.Rejected(
                FailureCode.PASSWORD_INVALID,
                "The password opens the PDF but is not its owner's, who has restricted it"));
    assertThat(words(file(new Unprotect("user"), open))).containsExactly("a", "b");
  }

  @Test
  void aWrongPasswordIsReported() {
    byte[] sealed = file(protect("user", null, Set.of(), Encryption.AES_256));

    assertThat(code(new Unprotect("guess"), sealed)).isEqualTo(FailureCode.PASSWORD_INVALID);
    assertThat(rejected(new Unprotect("guess"), PLAIN).message())
        .isEqualTo("The PDF is not encrypted");
  }

  @Test
  void unusablePasswordsAreRejectedBeforeRendering() {
    for (Protect operation :
        List.of(
            new Protect(Optional.empty(), Optional.empty(), Set.of(), Encryption.AES_256),
            new Protect(Optional.of(""), Optional.empty(), Set.of(), Encryption.AES_256),
            new Protect(Optional.of("x"), Optional.of("x"), Set.of(), Encryption.AES_256),
            new Protect(
                Optional.of("x"), Optional.empty(), Set.of(Permission.PRINT), Encryption.AES_256),
            new Protect(
                Optional.of("x".repeat(33)), Optional.empty(), Set.of(), Encryption.AES_128),
            new Protect(Optional.of("łódź"), Optional.empty(), Set.of(), Encryption.AES_128),
            new Protect(
                Optional.of("ö".repeat(64)), Optional.empty(), Set.of(), Encryption.AES_256))) {
      assertThat(operation.problem())
          .map(PdfOperation.Problem::code)
          .contains(FailureCode.PASSWORD_INVALID);
    }
  }

  @Test
  void passwordsAreNotShown() {
    Protect protect =
        new Protect(Optional.of("sesame"), Optional.of("simsim"), Set.of(), Encryption.AES_256);

    assertThat(protect.toString() + new Unprotect("sesame"))
        .doesNotContain("sesame")
        .doesNotContain("simsim");
  }

  @Test
  void anEncryptedPdfIsNotEditedButInspected() {
    byte[] sealed = file(protect("user", null, Set.of(), Encryption.AES_256));
    byte[] restricted = file(protect(null, "owner", Set.of(Permission.PRINT), Encryption.AES_128));
    PdfOperation compress = new PdfOperation.Compress(PdfOperation.Strength.MEDIUM);

    assertThat(rejected(compress, sealed).message()).isEqualTo("A source PDF is encrypted");
    assertThat(code(compress, restricted)).isEqualTo(FailureCode.SOURCE_ENCRYPTED);
    assertThat(rejected(new PdfOperation.Properties(false), sealed).message())
        .isEqualTo("The PDF opens with a password only");
    PageOutcome looked =
        Pdfs.OPERATIONS.apply(new PdfOperation.Properties(false), List.of(restricted));
    assertThat(((PageOutcome.Properties) looked).properties().encryption())
        .contains(
            new PdfProperties.Encryption(
                "AES", 128, true, false, true, Set.of(Permission.PRINT), false));
  }

  private static byte[] file(PdfOperation operation, byte[]... inputs) {
    // Sealed results cannot be read by whoever counts their pages.
    PageOutcome outcome =
        Pdfs.OPERATIONS.apply(operation, inputs.length == 0 ? List.of(PLAIN) : List.of(inputs));
    assertThat(outcome).isInstanceOf(PageOutcome.Files.class);
    PageOutcome.Output pdf = ((PageOutcome.Files) outcome).files().get(0);
    assertThat(pdf.pages()).isEqualTo(2);
    return pdf.bytes();
  }

  private static Protect protect(
      String user, String owner, Set<Permission> allowed, Encryption encryption) {
    return new Protect(Optional.ofNullable(user), Optional.ofNullable(owner), allowed, encryption);
  }
}
