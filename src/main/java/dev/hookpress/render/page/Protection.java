package dev.hookpress.render.page;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfOperation.Permission;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/** Encrypts PDFs, and decrypts them with the owner password. */
final class Protection {
  private Protection() {}

  static PageOutcome protect(PdfOperation.Protect protect, byte[] input, OperationContext bench)
      throws IOException {
    PDDocument document = bench.open(input);
    String user = protect.userPassword().orElse("");
    // As in rendering: with a single password, its holder is the owner.
    String owner = protect.ownerPassword().orElse(user);
    AccessPermission permission =
        protect.ownerPassword().isPresent() ? only(protect.allowed()) : new AccessPermission();
    StandardProtectionPolicy policy = new StandardProtectionPolicy(owner, user, permission);
    policy.setEncryptionKeyLength(
        protect.encryption() == PdfOperation.Encryption.AES_256 ? 256 : 128);
    policy.setPreferAES(true);
    document.protect(policy);
    return new PageOutcome.Files(List.of(bench.save(document)));
  }

  static PageOutcome remove(PdfOperation.Unprotect unprotect, byte[] input, OperationContext bench)
      throws IOException {
    PDDocument document =
        bench.open(input, unprotect.password(), "The password does not open the PDF");
    if (!document.isEncrypted()) {
      bench.guard().abort(FailureCode.SOURCE_INVALID, "The PDF is not encrypted");
    }
    AccessPermission permission = document.getCurrentAccessPermission();
    if (!permission.isOwnerPermission() && !allowed(permission).equals(all())) {
      bench
          .guard()
          .abort(
              FailureCode.PASSWORD_INVALID,
              "The password opens the PDF but is not its owner's, who has restricted it");
    }
    document.setAllSecurityToBeRemoved(true);
    return new PageOutcome.Files(List.of(bench.save(document)));
  }

  /** Maps the permissions of a PDF to the API's permissions. */
  static Set<Permission> allowed(AccessPermission permission) {
    Set<Permission> allowed = EnumSet.noneOf(Permission.class);
    add(allowed, Permission.PRINT, permission.canPrint());
    add(allowed, Permission.PRINT_FINELY, permission.canPrint() && permission.canPrintFaithful());
    add(allowed, Permission.EDIT_CONTENT, permission.canModify());
    add(allowed, Permission.ASSEMBLE, permission.canAssembleDocument());
    add(allowed, Permission.ANNOTATE, permission.canModifyAnnotations());
    add(allowed, Permission.FILL_IN_FORMS, permission.canFillInForm());
    add(allowed, Permission.COPY_CONTENT, permission.canExtractContent());
    return allowed;
  }

  private static AccessPermission only(Set<Permission> allowed) {
    AccessPermission permission = new AccessPermission();
    boolean finely = allowed.contains(Permission.PRINT_FINELY);
    permission.setCanPrint(finely || allowed.contains(Permission.PRINT));
    permission.setCanPrintFaithful(finely);
    permission.setCanModify(allowed.contains(Permission.EDIT_CONTENT));
    permission.setCanAssembleDocument(allowed.contains(Permission.ASSEMBLE));
    boolean annotate = allowed.contains(Permission.ANNOTATE);
    permission.setCanModifyAnnotations(annotate);
    permission.setCanFillInForm(annotate || allowed.contains(Permission.FILL_IN_FORMS));
    permission.setCanExtractContent(allowed.contains(Permission.COPY_CONTENT));
    permission.setCanExtractForAccessibility(true);
    return permission;
  }

  private static Set<Permission> all() {
    return EnumSet.allOf(Permission.class);
  }

  private static void add(Set<Permission> allowed, Permission permission, boolean granted) {
    if (granted) {
      allowed.add(permission);
    }
  }
}
