package dev.hookpress.dialect.adobe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.document.PdfOperation.Permission;
import dev.hookpress.job.document.PdfProperties;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Encodes the properties of a PDF under the names of Adobe's {@code pdfproperties}. */
final class AdobeProperties {
  private static final List<String> STANDARDS = List.of("pdfa", "pdfe", "pdfua", "pdfvt", "pdfx");
  private static final List<String> INFO =
      List.of("CreationDate", "Creator", "ModDate", "Producer", "Author", "Title");
  private static final double BYTES_A_KILOBYTE = 1024;

  private AdobeProperties() {}

  static ObjectNode shown(PdfProperties found) {
    ObjectNode shown = Json.object();
    shown.set("document", document(found));
    if (found.encryption().isPresent()) {
      shown.set("security_info", security(found.encryption().get()));
    } else {
      shown.putNull("security_info");
    }
    if (!found.eachPage().isEmpty()) {
      ArrayNode pages = shown.putArray("pages");
      found.eachPage().forEach(page -> pages.add(page(page)));
    }
    return shown;
  }

  private static ObjectNode document(PdfProperties found) {
    ObjectNode document = Json.object();
    document.put("page_count", found.pages());
    document.put("pdf_version", found.version());
    document.put(
        "file_size", String.format(Locale.ROOT, "%.2f KB", found.bytes() / BYTES_A_KILOBYTE));
    document.put("incremental_save_count", found.incrementalSaves());
    document.put("is_encrypted", found.encryption().isPresent());
    document.put("is_linearized", found.linearized());
    document.put("is_tagged", found.tagged());
    document.put("is_FTPDF", found.fullyTagged());
    document.put("is_portfolio", found.portfolio());
    document.put("is_certified", found.certified());
    document.put("is_signed", found.signed());
    document.put("is_XFA", found.xfa());
    document.put("has_acroform", found.form());
    document.put("has_embedded_files", found.attachments());
    for (String standard : STANDARDS) {
      document.put(standard + "_compliance_level", found.claims().getOrDefault(standard, ""));
    }
    ArrayNode fonts = document.putArray("fonts");
    for (PdfProperties.Font font : found.fonts()) {
      ObjectNode each = fonts.addObject().put("name", font.name()).put("font_type", font.type());
      each.put("family_name", font.family().orElse(null));
    }
    ObjectNode info = document.putObject("info_dict");
    INFO.forEach(info::putNull);
    found.info().forEach(info::put);
    document.put("XMP", found.xmp().orElse(null));
    return document;
  }

  private static ObjectNode security(PdfProperties.Encryption encryption) {
    ObjectNode security = Json.object();
    security
        .putObject("encryption")
        .put("algorithm", encryption.algorithm())
        .put("bit_length", encryption.bits())
        .put("encrypt_metadata", encryption.metadata())
        .put("encrypt_attachments_only", encryption.attachmentsOnly())
        .put("has_owner_password", encryption.ownerPassword())
        // A PDF that needs a password to open is not inspected.
        .put("has_user_password", false);
    Set<Permission> allowed = encryption.allowed();
    security
        .putObject("permissions")
        .put("printing", printing(allowed))
        .put("copying", allowed.contains(Permission.COPY_CONTENT))
        .put("editing", allowed.contains(Permission.EDIT_CONTENT))
        .put("commenting", allowed.contains(Permission.ANNOTATE))
        .put("form_filling", allowed.contains(Permission.FILL_IN_FORMS))
        .put("document_assembly", allowed.contains(Permission.ASSEMBLE))
        .put("page_extraction", allowed.contains(Permission.COPY_CONTENT))
        .put("assistive_technology", !encryption.assistanceBarred());
    return security;
  }

  private static String printing(Set<Permission> allowed) {
    if (allowed.contains(Permission.PRINT_FINELY)) {
      return "high_quality";
    }
    return allowed.contains(Permission.PRINT) ? "low_quality" : "none";
  }

  private static ObjectNode page(PdfProperties.Page page) {
    ObjectNode shown = Json.object();
    // Adobe numbers pages from 0 here.
    shown.put("page_number", page.number() - 1);
    shown.put("width", page.widthPoints());
    shown.put("height", page.heightPoints());
    shown.put("is_scanned", page.content().map(PdfProperties.Content::scanned).orElse(false));
    shown.put("has_structure", page.structure());
    page.content()
        .ifPresent(
            content ->
                shown
                    .putObject("content")
                    .put("number_of_images", content.images())
                    .put("only_images", content.onlyImages())
                    .put("has_text", content.text())
                    .put("has_images", content.images() > 0)
                    .put("is_empty", content.empty()));
    return shown;
  }
}
