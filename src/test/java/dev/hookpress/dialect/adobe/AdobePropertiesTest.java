package dev.hookpress.dialect.adobe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.document.PdfOperation.Permission;
import dev.hookpress.job.document.PdfProperties;
import dev.hookpress.job.document.PdfProperties.Content;
import dev.hookpress.job.document.PdfProperties.Encryption;
import dev.hookpress.job.document.PdfProperties.Font;
import dev.hookpress.job.document.PdfProperties.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each member of the result of {@code pdfproperties}, by name and value. */
class AdobePropertiesTest {
  private static final Encryption RESTRICTED =
      new Encryption(
          "AES",
          256,
          true,
          false,
          true,
          Set.of(Permission.PRINT, Permission.ANNOTATE, Permission.FILL_IN_FORMS),
          false);

  @Test
  void everyMemberOfADocumentIsShown() {
    JsonNode document =
        shown(
                found(
                    Optional.empty(),
                    Map.of("Title", "A title", "Subject", "Ours"),
                    Optional.of("<x:xmpmeta/>"),
                    List.of()))
            .get("document");

    assertThat(document)
        .isEqualTo(
            json(
                """
                {"page_count": 2, "pdf_version": "1.7", "file_size": "1.50 KB",
                 "incremental_save_count": 3, "is_encrypted": false, "is_linearized": true,
                 "is_tagged": true, "is_FTPDF": true, "is_portfolio": false, "is_certified": false,
                 "is_signed": true, "is_XFA": false, "has_acroform": true,
                 "has_embedded_files": false, "pdfa_compliance_level": "2B",
                 "pdfe_compliance_level": "", "pdfua_compliance_level": "1",
                 "pdfvt_compliance_level": "", "pdfx_compliance_level": "",
                 "fonts": [{"name": "Inter", "font_type": "Type0", "family_name": "Inter Text"},
                           {"name": "Helvetica", "font_type": "Type1", "family_name": null}],
                 "info_dict": {"CreationDate": null, "Creator": null, "ModDate": null,
                               "Producer": null, "Author": null, "Title": "A title",
                               "Subject": "Ours"},
                 "XMP": "<x:xmpmeta/>"}
                """));
  }

  @Test
  void everyMemberOfItsSecurityIsShown() {
    assertThat(shown(found(Optional.of(RESTRICTED))).get("security_info"))
        .isEqualTo(
            json(
                """
                {"encryption": {"algorithm": "AES", "bit_length": 256, "encrypt_metadata": true,
                                "encrypt_attachments_only": false, "has_owner_password": true,
                                "has_user_password": false},
                 "permissions": {"printing": "low_quality", "copying": false, "editing": false,
                                 "commenting": true, "form_filling": true,
                                 "document_assembly": false, "page_extraction": false,
                                 "assistive_technology": true}}
                """));
    assertThat(shown(found(Optional.empty())).get("security_info").isNull()).isTrue();
  }

  @Test
  void everyMemberOfAPageIsShownAndPagesCountFromZero() {
    JsonNode pages =
        shown(
                found(
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    List.of(
                        new Page(
                            1,
                            595,
                            842,
                            0,
                            true,
                            Optional.of(new Content(true, 2, false, false, false))))))
            .get("pages");

    assertThat(pages)
        .isEqualTo(
            json(
                """
                [{"page_number": 0, "width": 595.0, "height": 842.0, "is_scanned": false,
                  "has_structure": true,
                  "content": {"number_of_images": 2, "only_images": false, "has_text": true,
                              "has_images": true, "is_empty": false}}]
                """));
    assertThat(shown(found(Optional.empty())).has("pages")).isFalse();
  }

  private static PdfProperties found(Optional<Encryption> encryption) {
    return found(encryption, Map.of(), Optional.empty(), List.of());
  }

  private static PdfProperties found(
      Optional<Encryption> encryption,
      Map<String, String> info,
      Optional<String> xmp,
      List<Page> pages) {
    return new PdfProperties(
        2,
        1_536,
        "1.7",
        3,
        true,
        true,
        true,
        false,
        true,
        false,
        true,
        false,
        false,
        Map.of("pdfa", "2B", "pdfua", "1"),
        encryption,
        info,
        xmp,
        List.of(
            new Font("Inter", Optional.of("Inter Text"), "Type0", true),
            new Font("Helvetica", Optional.empty(), "Type1", false)),
        pages);
  }

  /** As a client reads it. */
  private static JsonNode shown(PdfProperties found) {
    return json(new String(Json.write(AdobeProperties.shown(found)), StandardCharsets.UTF_8));
  }

  private static JsonNode json(String text) {
    return ((Json.Read.Tree) Json.read(text.getBytes(StandardCharsets.UTF_8))).root();
  }
}
