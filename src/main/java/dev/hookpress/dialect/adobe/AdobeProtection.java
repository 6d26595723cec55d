package dev.hookpress.dialect.adobe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfOperation.Encryption;
import dev.hookpress.job.document.PdfOperation.Permission;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the bodies of Adobe's {@code protectpdf} and {@code removeprotection}. */
final class AdobeProtection {
  private static final int MAX_PASSWORD_CHARACTERS = 128;
  private static final int MAX_OLD_PASSWORD_CHARACTERS = 150;
  private static final List<String> ALGORITHMS = List.of("AES_128", "AES_256");
  private static final String ALL_CONTENT = "ALL_CONTENT";
  private static final Map<String, Set<Permission>> PERMISSIONS = permissions();

  private AdobeProtection() {}

  static Optional<PdfOperation> protect(StrictObject body, Faults faults) {
    body.requiredValue("encryptionAlgorithm");
    Optional<String> algorithm = body.word("encryptionAlgorithm", ALGORITHMS);
    String content = body.text("contentToEncrypt", MAX_PASSWORD_CHARACTERS).orElse(ALL_CONTENT);
    if (!content.equals(ALL_CONTENT)) {
      faults.add(body.pointerTo("contentToEncrypt"), "Only ALL_CONTENT is offered.");
    }
    Set<Permission> allowed = allowed(body, faults);
    body.requiredValue("passwordProtection");
    Optional<StrictObject> passwords = body.object("passwordProtection");
    if (passwords.isEmpty() || algorithm.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> user = passwords.get().text("userPassword", MAX_PASSWORD_CHARACTERS);
    Optional<String> owner = passwords.get().text("ownerPassword", MAX_PASSWORD_CHARACTERS);
    passwords.get().end();
    // Adobe accepts permissions without an owner password and ignores them.
    Set<Permission> used = owner.isPresent() ? allowed : Set.of();
    return Optional.of(
        new PdfOperation.Protect(user, owner, used, Encryption.valueOf(algorithm.get())));
  }

  static Optional<PdfOperation> remove(StrictObject body) {
    return body.requiredText("password", MAX_OLD_PASSWORD_CHARACTERS)
        .map(PdfOperation.Unprotect::new);
  }

  private static Set<Permission> allowed(StrictObject body, Faults faults) {
    Set<Permission> allowed = EnumSet.noneOf(Permission.class);
    Optional<JsonNode> value = body.value("permissions");
    if (value.isEmpty()) {
      return allowed;
    }
    String pointer = body.pointerTo("permissions");
    if (!value.get().isArray() || value.get().size() > PERMISSIONS.size()) {
      faults.add(pointer, "Must be a list of permissions, each at most once.");
      return allowed;
    }
    for (int i = 0; i < value.get().size(); i++) {
      Set<Permission> meant = PERMISSIONS.get(value.get().get(i).asText());
      if (meant == null) {
        faults.add(
            pointer + "/" + i, "Must be one of " + String.join(", ", PERMISSIONS.keySet()) + ".");
      } else {
        allowed.addAll(meant);
      }
    }
    return allowed;
  }

  /** Maps Adobe's permissions to those of PDF; some include others. */
  private static Map<String, Set<Permission>> permissions() {
    Map<String, Set<Permission>> words = new LinkedHashMap<>();
    words.put("PRINT_LOW_QUALITY", Set.of(Permission.PRINT));
    words.put("PRINT_HIGH_QUALITY", Set.of(Permission.PRINT, Permission.PRINT_FINELY));
    words.put(
        "EDIT_CONTENT",
        Set.of(Permission.EDIT_CONTENT, Permission.ASSEMBLE, Permission.FILL_IN_FORMS));
    words.put("EDIT_DOCUMENT_ASSEMBLY", Set.of(Permission.ASSEMBLE));
    words.put("EDIT_ANNOTATIONS", Set.of(Permission.ANNOTATE, Permission.FILL_IN_FORMS));
    words.put("EDIT_FILL_AND_SIGN_FORM_FIELDS", Set.of(Permission.FILL_IN_FORMS));
    words.put("COPY_CONTENT", Set.of(Permission.COPY_CONTENT));
    return words;
  }
}
