package dev.hookpress.render.pdf.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.Attachment;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.ElectronicInvoice;
import dev.hookpress.job.pdf.ElectronicInvoice.Format;
import dev.hookpress.job.pdf.ElectronicInvoice.Profile;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.FetchedResource;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.SourcePart;
import dev.hookpress.render.source.DocumentPreparer;
import dev.hookpress.template.TemplateEngine;
import dev.hookpress.template.TemplateLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files within PDFs, and invoices as data. */
class ElectronicInvoiceTest {
  private static final String HTML =
      """
      <html lang=de><title>Rechnung R-2026-0042</title><h1>Rechnung</h1>
      <table><tr><th>Leistung<th>Betrag<tr><td>Druck<td>200,00 €</table></html>
      """;

  private static String data(String name) throws IOException {
    try (InputStream in =
        ElectronicInvoiceTest.class.getResourceAsStream("/einvoice/" + name + ".xml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static RenderedPdf render(PdfFeatures features) {
    RenderOptions options = Rendering.options(null, null, Map.of(), null, null).with(features);
    return Rendering.render(options, Rendering.html(HTML));
  }

  private static RenderedPdf invoice(Conformance conformance, Profile profile, String xml) {
    Format format = profile == Profile.XRECHNUNG ? Format.XRECHNUNG_CII : Format.FACTUR_X;
    return render(PdfFeatures.of(conformance).with(new ElectronicInvoice(format, profile, xml)));
  }

  private static String fault(Profile profile, String xml) {
    RenderedPdf rendered = invoice(Conformance.PDFA_3B, profile, xml);
    assertThat(rendered).isInstanceOf(RenderedPdf.Rejected.class);
    assertThat(((RenderedPdf.Rejected) rendered).code()).isEqualTo(FailureCode.EINVOICE_INVALID);
    return ((RenderedPdf.Rejected) rendered).message();
  }

  @ParameterizedTest
  @EnumSource(names = {"MINIMUM", "BASIC", "EN16931", "XRECHNUNG"})
  void anotherProgramFindsTheInvoiceValid(Profile profile, @TempDir Path folder) throws Exception {
    String xml = data(profile.label());
    byte[] pdf = Rendering.pdf(invoice(Conformance.PDFA_3A_PDFUA_1, profile, xml)).bytes();
    Path file = Files.write(folder.resolve("invoice.pdf"), pdf);

    assertThat(VeraPdf.faults(pdf, Conformance.PDFA_3A_PDFUA_1)).isEmpty();
    assertThat(Mustang.report(file))
        .contains("<summary status=\"valid\"/>")
        .doesNotContain("status=\"invalid\"");
  }

  @Test
  void theDataIsEmbeddedAsItIs() throws IOException {
    String xml = data("en16931");
    byte[] pdf = Rendering.pdf(invoice(Conformance.PDFA_3B, Profile.EN16931, xml)).bytes();

    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDComplexFileSpecification file = files(document).get("factur-x.xml");
      assertThat(file.getEmbeddedFile().toByteArray())
          .isEqualTo(xml.getBytes(StandardCharsets.UTF_8));
      assertThat(file.getCOSObject().getNameAsString("AFRelationship")).isEqualTo("Alternative");
    }
  }

  @Test
  void dataThatIsNoWholeInvoiceIsWarnedOf() throws IOException {
    RenderedPdf rendered = invoice(Conformance.PDFA_3B, Profile.MINIMUM, data("minimum"));

    assertThat(Rendering.pdf(rendered).warnings())
        .anyMatch(it -> it.contains("MINIMUM") && it.contains("no whole invoice"));
    String withoutLines =
        data("basic")
            .replace(Profile.BASIC.guideline(), Profile.BASIC_WL.guideline())
            .replaceAll("(?s)<ram:IncludedSupply.*</ram:IncludedSupplyChainTradeLineItem>", "");
    assertThat(
            Rendering.pdf(invoice(Conformance.PDFA_3B, Profile.BASIC_WL, withoutLines)).warnings())
        .anyMatch(it -> it.contains("BASIC WL") && it.contains("no whole invoice"));
    RenderedPdf whole = invoice(Conformance.PDFA_3B, Profile.BASIC, data("basic"));
    assertThat(Rendering.pdf(whole).warnings()).isEmpty();
  }

  @Test
  void dataOfAnotherProfileIsRefused() throws IOException {
    assertThat(fault(Profile.EN16931, data("basic")))
        .contains("urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic")
        .contains("en16931");
  }

  @Test
  void whatEveryInvoiceHasIsRequired() throws IOException {
    String xml = data("basic");

    assertThat(fault(Profile.BASIC, xml.replace("<ram:ID>R-2026-0042</ram:ID>", "")))
        .contains("no number");
    assertThat(fault(Profile.BASIC, xml.replace("Stadt Köln", " "))).contains("no buyer");
    assertThat(fault(Profile.BASIC, xml.replace("CrossIndustryInvoice:100", "Other:1")))
        .contains("CrossIndustryInvoice");
    assertThat(fault(Profile.BASIC, "<Invoice/>")).contains("root");
    assertThat(fault(Profile.BASIC, xml.substring(0, 600)))
        .contains("not well-formed")
        .contains("line");
  }

  @Test
  void theSchemaOfTheProfileIsFollowed() throws IOException {
    String xml = data("basic");

    assertThat(fault(Profile.BASIC, xml.replace("LineID>", "LineNumber>")))
        .contains("breaks the schema of the profile basic in line")
        .contains("LineNumber")
        .doesNotContain("cvc-");
    assertThat(
            fault(
                Profile.BASIC,
                xml.replaceFirst("<ram:GrandTotalAmount>[^<]*", "<ram:GrandTotalAmount>much")))
        .contains("much");
    // What EXTENDED has, and BASIC has not.
    assertThat(
            fault(
                Profile.BASIC,
                xml.replaceFirst(
                    "</ram:SellerTradeParty>",
                    "<ram:RoleCode>SE</ram:RoleCode></ram:SellerTradeParty>")))
        .contains("RoleCode");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z '&x;&x;&x;'>]><a>&z;</a>",
        "<!DOCTYPE a SYSTEM 'http://a.example/a.dtd'><a/>",
        "<!DOCTYPE a><a/>"
      })
  void documentTypesAndEntitiesAreRefused(String xml) {
    assertThat(fault(Profile.BASIC, xml)).contains("document type or entities");
  }

  @Test
  void bombsAreRefused() {
    assertThat(fault(Profile.BASIC, "<a>".repeat(100_000))).contains("too deeply");
    assertThat(fault(Profile.BASIC, "<a>" + "<b/>".repeat(600_000) + "</a>")).contains("too many");
  }

  @ParameterizedTest
  @EnumSource(names = {"PDFA_3B", "PDFA_3A_PDFUA_1", "PDFUA_1"})
  void attachmentsAreInThePdf(Conformance conformance) throws IOException {
    byte[] pdf =
        Rendering.pdf(
                render(PdfFeatures.of(conformance).with(List.of(csv("b.csv"), csv("a ü.csv")))))
            .bytes();

    assertThat(VeraPdf.faults(pdf, conformance)).isEmpty();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(files(document)).containsOnlyKeys("a ü.csv", "b.csv");
      PDComplexFileSpecification file = files(document).get("b.csv");
      assertThat(new String(file.getEmbeddedFile().toByteArray(), StandardCharsets.UTF_8))
          .isEqualTo("a;b\n");
      assertThat(file.getEmbeddedFile().getSubtype()).isEqualTo("text/csv");
      assertThat(file.getFileDescription()).isEqualTo("The figures");
      assertThat(file.getCOSObject().getNameAsString("AFRelationship")).isEqualTo("Data");
      COSArray associated =
          (COSArray) document.getDocumentCatalog().getCOSObject().getDictionaryObject(COSName.AF);
      assertThat(associated.size()).isEqualTo(2);
    }
  }

  @Test
  void anAttachmentIsFetched() throws IOException {
    URI url = URI.create("https://a.example/terms.css");
    byte[] css = "@font-face { font-family: x }".getBytes(StandardCharsets.UTF_8);
    Attachment attachment =
        new Attachment(
            "terms.css",
            "text/css",
            Attachment.Relationship.UNSPECIFIED,
            Optional.empty(),
            Optional.empty(),
            Optional.of(url));
    RenderOptions options = Rendering.OPTIONS.with(PdfFeatures.NONE.with(List.of(attachment)));
    Preparation wanted = prepared(options, Map.of());
    assertThat(wanted).isEqualTo(new Preparation.Wanted(Set.of(url)));
    Prepared prepared =
        (Prepared) prepared(options, Map.of(url, new FetchedResource(css, true, Optional.empty())));
    RenderedPdf rendered = Rendering.renderer(Rendering.LIMITS).render(prepared, options);

    try (PDDocument document = Loader.loadPDF(Rendering.pdf(rendered).bytes())) {
      assertThat(files(document).get("terms.css").getEmbeddedFile().toByteArray()).isEqualTo(css);
    }
  }

  private static Preparation prepared(RenderOptions options, Map<URI, FetchedResource> resources) {
    TemplateEngine templates = new TemplateEngine(TemplateLimits.withOutput(1_000));
    return new DocumentPreparer(Rendering.LIMITS, Rendering::measure, templates)
        .prepare(
            new RenderRequest(
                options,
                Optional.empty(),
                List.of(new SourcePart.InlineHtml("x")),
                resources,
                Map.of(),
                false,
                Rendering.NOW,
                Duration.ofMinutes(1)));
  }

  @Test
  void anAttachmentThatIsNotThereFailsTheDocument() {
    Attachment attachment =
        new Attachment(
            "a.csv",
            "text/csv",
            Attachment.Relationship.DATA,
            Optional.empty(),
            Optional.empty(),
            Optional.of(URI.create("https://a.example/a.csv")));
    RenderOptions options = Rendering.OPTIONS.with(PdfFeatures.NONE.with(List.of(attachment)));
    Prepared prepared = Rendering.prepared(Rendering.OPTIONS, Rendering.html("x"));

    assertThat(Rendering.renderer(Rendering.LIMITS).render(prepared, options))
        .isInstanceOfSatisfying(
            RenderedPdf.Rejected.class,
            no -> {
              assertThat(no.code()).isEqualTo(FailureCode.SOURCE_FETCH_FAILED);
              assertThat(no.message()).contains("https://a.example/a.csv");
            });
  }

  private static Attachment csv(String name) {
    return new Attachment(
        name,
        "text/csv",
        Attachment.Relationship.DATA,
        Optional.of("The figures"),
        Optional.of(Base64.getEncoder().encodeToString("a;b\n".getBytes(StandardCharsets.UTF_8))),
        Optional.empty());
  }

  private static Map<String, PDComplexFileSpecification> files(PDDocument document)
      throws IOException {
    return document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
  }
}
