package dev.hookpress.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FontRequest;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.RenderOptions.TailwindStyling;
import dev.hookpress.job.pdf.Attachment;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.ElectronicInvoice;
import dev.hookpress.job.pdf.PdfFeatures;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredOptionsTest {
  private static final RenderOptions PLAIN = RenderOptions.standard("a.pdf");

  /** Nodes of the version before read what this one stores, and the other way round. */
  @Test
  void theirFieldsAreTheSameInEachVersion() throws IOException {
    JsonNode stored = JsonMapper.builder().build().readTree(StoredJson.document(document(PLAIN)));
    assertThat(stored.get("options").fieldNames())
        .toIterable()
        .containsExactly(
            "layout",
            "headerHtml",
            "footerHtml",
            "info",
            "filename",
            "userPassword",
            "ownerPassword",
            "tailwind",
            "fit",
            "print",
            "engine",
            "pdf",
            "steps");
  }

  @Test
  void optionsFromBeforeTailwindAreRead() throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    ObjectNode stored = (ObjectNode) json.readTree(StoredJson.document(document(PLAIN)));
    assertThat(((ObjectNode) stored.get("options")).remove("tailwind")).isNotNull();
    assertThat(StoredJson.document(json.writeValueAsBytes(stored))).isEqualTo(document(PLAIN));
  }

  @Test
  void optionsFromBeforeThePdfsFeaturesAreRead() throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    ObjectNode stored = (ObjectNode) json.readTree(StoredJson.document(document(PLAIN)));
    assertThat(((ObjectNode) stored.get("options")).remove("pdf")).isNotNull();
    assertThat(StoredJson.document(json.writeValueAsBytes(stored))).isEqualTo(document(PLAIN));
  }

  @Test
  void thePdfsFeaturesAreReadAsTheyWereStored() {
    Attachment file =
        new Attachment(
            "a.csv",
            "text/csv",
            Attachment.Relationship.DATA,
            Optional.empty(),
            Optional.of("YQ=="),
            Optional.of(URI.create("https://a.example/a")));
    ElectronicInvoice invoice =
        new ElectronicInvoice(
            ElectronicInvoice.Format.FACTUR_X, ElectronicInvoice.Profile.BASIC, "<a/>");
    Document document =
        document(
            PLAIN.with(
                PdfFeatures.of(Conformance.PDFA_3A_PDFUA_1).with(List.of(file)).with(invoice)));
    assertThat(StoredJson.document(StoredJson.document(document))).isEqualTo(document);
  }

  @Test
  void resultsFromBeforeFetchTimesHaveFetchTimeZero() {
    DocumentResult old =
        StoredJson.result(
            "{\"is\":\"stored\",\"pages\":1,\"bytes\":9,\"renderMillis\":5,"
                + "\"uploadMillis\":2,\"warnings\":[]}");

    assertThat(old).isEqualTo(new DocumentResult.Stored(1, 9, 5, 2, List.of()));
    DocumentResult stored =
        new DocumentResult.Stored(1, 9, 7, 5, 2, List.of(), List.of(9L), Optional.empty());
    assertThat(StoredJson.result(StoredJson.result(stored))).isEqualTo(stored);
  }

  @Test
  void fontsAreReadAsTheyWereStored() {
    FontRequest inter = FontRequest.parse("Inter:ital,wght@0,400;1,700").orElseThrow();
    Document document = document(PLAIN.withTailwind(new TailwindStyling(List.of(inter))));
    assertThat(StoredJson.document(StoredJson.document(document))).isEqualTo(document);
  }

  private static Document document(RenderOptions options) {
    return new Document(List.of(new Part.Html("<p>x</p>")), options, new Destination.Hosted());
  }
}
