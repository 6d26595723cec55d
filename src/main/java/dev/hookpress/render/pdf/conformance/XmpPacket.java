package dev.hookpress.render.pdf.conformance;

import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.ElectronicInvoice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the XMP metadata of a PDF (ISO 16684-1): the same facts as its information dictionary, as
 * PDF/A requires (ISO 19005-1 §6.7.3), and which standards it claims to follow.
 */
final class XmpPacket {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String DC = "http://purl.org/dc/elements/1.1/";
  private static final String XMP = "http://ns.adobe.com/xap/1.0/";
  private static final String PDF = "http://ns.adobe.com/pdf/1.3/";
  private static final String PDFA_ID = "http://www.aiim.org/pdfa/ns/id/";
  private static final String PDFUA_ID = "http://www.aiim.org/pdfua/ns/id/";
  private static final String FACTUR_X = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";
  private static final String EXTENSION = "http://www.aiim.org/pdfa/ns/extension/";
  private static final String SCHEMA = "http://www.aiim.org/pdfa/ns/schema#";
  private static final String PROPERTY = "http://www.aiim.org/pdfa/ns/property#";
  private static final Map<String, String> PREFIXES = prefixes();
  private static final String BEGIN =
      "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>";

  private final XMLStreamWriter out;

  private XmpPacket(XMLStreamWriter out) {
    this.out = out;
  }

  /**
   * The facts that are written.
   *
   * @param info the entries of the information dictionary, by their names in the API, of characters
   *     that XML can contain
   * @param producer the program
   * @param invoice the electronic invoice in the PDF
   */
  record Facts(
      Map<String, String> info,
      String producer,
      Instant now,
      Optional<ElectronicInvoice> invoice) {}

  /** A schema that PDF/A does not know, and so has to be described. */
  private record Schema(String name, String namespace, List<Property> properties) {}

  private record Property(String name, String type, String category, String description) {}

  private static final Schema ACCESSIBILITY =
      new Schema(
          "PDF/UA identification schema",
          PDFUA_ID,
          List.of(
              new Property(
                  "part", "Integer", "internal", "Part of ISO 14289 that the file follows")));

  private static final Schema INVOICE =
      new Schema(
          "Factur-X PDFA Extension Schema",
          FACTUR_X,
          List.of(
              new Property("DocumentFileName", "Text", "external", "Name of the embedded invoice"),
              new Property("DocumentType", "Text", "external", "INVOICE"),
              new Property("Version", "Text", "external", "Version of the embedded data"),
              new Property("ConformanceLevel", "Text", "external", "Profile of the data")));

  /** In order, so that equal facts are equal bytes. */
  private static Map<String, String> prefixes() {
    Map<String, String> prefixes = new LinkedHashMap<>();
    prefixes.put(RDF, "rdf");
    prefixes.put(DC, "dc");
    prefixes.put(XMP, "xmp");
    prefixes.put(PDF, "pdf");
    prefixes.put(PDFA_ID, "pdfaid");
    prefixes.put(PDFUA_ID, "pdfuaid");
    prefixes.put(FACTUR_X, "fx");
    prefixes.put(EXTENSION, "pdfaExtension");
    prefixes.put(SCHEMA, "pdfaSchema");
    prefixes.put(PROPERTY, "pdfaProperty");
    return prefixes;
  }

  /** The packet, in UTF-8. */
  static byte[] of(Facts facts, Conformance conformance) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(BEGIN.getBytes(StandardCharsets.UTF_8));
    try {
      XMLStreamWriter out = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, "UTF-8");
      new XmpPacket(out).write(facts, conformance);
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    bytes.writeBytes("<?xpacket end=\"w\"?>".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private void write(Facts facts, Conformance conformance) throws XMLStreamException {
    out.writeStartElement("x", "xmpmeta", "adobe:ns:meta/");
    out.writeNamespace("x", "adobe:ns:meta/");
    out.writeStartElement("rdf", "RDF", RDF);
    out.writeNamespace("rdf", RDF);
    out.writeStartElement("rdf", "Description", RDF);
    for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
      if (!prefix.getKey().equals(RDF)) {
        out.writeNamespace(prefix.getValue(), prefix.getKey());
      }
    }
    out.writeAttribute("rdf", RDF, "about", "");
    describe(facts);
    claim(conformance, facts.invoice());
    out.writeEndElement();
    out.writeEndElement();
    out.writeEndElement();
    out.flush();
  }

  private void describe(Facts facts) throws XMLStreamException {
    Map<String, String> info = facts.info();
    text(DC, "format", "application/pdf");
    alternative("title", info.get("title"));
    list("Seq", "creator", info.get("author"));
    alternative("description", info.get("subject"));
    text(PDF, "Keywords", info.get("keywords"));
    list("Bag", "language", info.get("language"));
    text(XMP, "CreatorTool", info.get("creator"));
    text(PDF, "Producer", facts.producer());
    String date = DateTimeFormatter.ISO_INSTANT.format(facts.now().truncatedTo(ChronoUnit.SECONDS));
    text(XMP, "CreateDate", date);
    text(XMP, "ModifyDate", date);
  }

  private void claim(Conformance conformance, Optional<ElectronicInvoice> invoice)
      throws XMLStreamException {
    List<Schema> unknown = new ArrayList<>();
    if (conformance.isArchival()) {
      text(PDFA_ID, "part", Integer.toString(conformance.part()));
      text(PDFA_ID, "conformance", conformance.level());
    }
    if (conformance.isAccessible()) {
      text(PDFUA_ID, "part", "1");
      unknown.add(ACCESSIBILITY);
    }
    if (invoice.isPresent()) {
      text(FACTUR_X, "DocumentType", "INVOICE");
      text(FACTUR_X, "DocumentFileName", invoice.get().fileName());
      text(FACTUR_X, "Version", "1.0");
      text(FACTUR_X, "ConformanceLevel", invoice.get().profile().level());
      unknown.add(INVOICE);
    }
    if (conformance.isArchival() && !unknown.isEmpty()) {
      describe(unknown);
    }
  }

  private void describe(List<Schema> schemas) throws XMLStreamException {
    start(EXTENSION, "schemas");
    start(RDF, "Bag");
    for (Schema schema : schemas) {
      resource();
      text(SCHEMA, "schema", schema.name());
      text(SCHEMA, "namespaceURI", schema.namespace());
      text(SCHEMA, "prefix", PREFIXES.get(schema.namespace()));
      start(SCHEMA, "property");
      start(RDF, "Seq");
      for (Property property : schema.properties()) {
        resource();
        text(PROPERTY, "name", property.name());
        text(PROPERTY, "valueType", property.type());
        text(PROPERTY, "category", property.category());
        text(PROPERTY, "description", property.description());
        out.writeEndElement();
      }
      out.writeEndElement();
      out.writeEndElement();
      out.writeEndElement();
    }
    out.writeEndElement();
    out.writeEndElement();
  }

  private void start(String namespace, String name) throws XMLStreamException {
    out.writeStartElement(PREFIXES.get(namespace), name, namespace);
  }

  private void resource() throws XMLStreamException {
    start(RDF, "li");
    out.writeAttribute("rdf", RDF, "parseType", "Resource");
  }

  private void text(String namespace, String name, String value) throws XMLStreamException {
    if (value != null) {
      out.writeStartElement(PREFIXES.get(namespace), name, namespace);
      out.writeCharacters(value);
      out.writeEndElement();
    }
  }

  private void alternative(String name, String value) throws XMLStreamException {
    if (value != null) {
      out.writeStartElement("dc", name, DC);
      out.writeStartElement("rdf", "Alt", RDF);
      out.writeStartElement("rdf", "li", RDF);
      out.writeAttribute("xml:lang", "x-default");
      out.writeCharacters(value);
      out.writeEndElement();
      out.writeEndElement();
      out.writeEndElement();
    }
  }

  private void list(String kind, String name, String value) throws XMLStreamException {
    if (value != null) {
      out.writeStartElement("dc", name, DC);
      out.writeStartElement("rdf", kind, RDF);
      out.writeStartElement("rdf", "li", RDF);
      out.writeCharacters(value);
      out.writeEndElement();
      out.writeEndElement();
      out.writeEndElement();
    }
  }
}
