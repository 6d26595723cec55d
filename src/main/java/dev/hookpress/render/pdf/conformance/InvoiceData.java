package dev.hookpress.render.pdf.conformance;

import dev.hookpress.job.pdf.ElectronicInvoice;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Checks the data of an electronic invoice: that it is XML, a Cross Industry Invoice (D16B), of the
 * profile that the job names, has what every profile has, and follows the profile's schema. The
 * rules of EN 16931 about amounts and codes are not checked.
 */
public final class InvoiceData {
  private static final String NAMESPACE =
      "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";
  private static final String ROOT = "CrossIndustryInvoice";
  private static final String GUIDELINE =
      "/CrossIndustryInvoice/ExchangedDocumentContext"
          + "/GuidelineSpecifiedDocumentContextParameter/ID";
  private static final String TRADE = "/CrossIndustryInvoice/SupplyChainTradeTransaction";

  /** What each profile requires, and what it is called in the messages. */
  private static final Map<String, String> REQUIRED = new LinkedHashMap<>();

  static {
    REQUIRED.put("/CrossIndustryInvoice/ExchangedDocument/ID", "number");
    REQUIRED.put("/CrossIndustryInvoice/ExchangedDocument/TypeCode", "type");
    REQUIRED.put(
        "/CrossIndustryInvoice/ExchangedDocument/IssueDateTime/DateTimeString", "date of issue");
    REQUIRED.put(TRADE + "/ApplicableHeaderTradeAgreement/SellerTradeParty/Name", "seller");
    REQUIRED.put(TRADE + "/ApplicableHeaderTradeAgreement/BuyerTradeParty/Name", "buyer");
    REQUIRED.put(TRADE + "/ApplicableHeaderTradeSettlement/InvoiceCurrencyCode", "currency");
    REQUIRED.put(
        TRADE
            + "/ApplicableHeaderTradeSettlement"
            + "/SpecifiedTradeSettlementHeaderMonetarySummation/GrandTotalAmount",
        "grand total");
  }

  private static final int MAX_ELEMENTS = 500_000;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT = 4_096;
  private static final XMLInputFactory FACTORY = factory();

  private final Map<String, String> found = new LinkedHashMap<>();
  private final Deque<Integer> lengths = new ArrayDeque<>();
  private final StringBuilder path = new StringBuilder();
  private int elements;
  private boolean foreign;

  private InvoiceData() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    return factory;
  }

  /** What is wrong with the data of an invoice; empty if nothing is. */
  public static Optional<String> fault(ElectronicInvoice invoice) {
    InvoiceData data = new InvoiceData();
    Optional<String> unreadable = data.read(invoice.xml());
    return unreadable
        .or(() -> data.fault(invoice.profile()))
        .or(
            () ->
                InvoiceSchema.fault(
                    invoice.xml().getBytes(StandardCharsets.UTF_8), invoice.profile()));
  }

  private Optional<String> fault(ElectronicInvoice.Profile profile) {
    if (foreign) {
      return Optional.of(
          "The invoice's root is not rsm:CrossIndustryInvoice of version 100 (D16B)");
    }
    String guideline = found.getOrDefault(GUIDELINE, "");
    if (!profile.isNamedBy(guideline)) {
      return Optional.of(
          "The invoice names the guideline \"%s\"; the profile %s is \"%s%s\""
              .formatted(
                  guideline,
                  profile.label(),
                  profile.guideline(),
                  profile == ElectronicInvoice.Profile.XRECHNUNG ? "3.0" : ""));
    }
    return REQUIRED.entrySet().stream()
        .filter(it -> found.getOrDefault(it.getKey(), "").isEmpty())
        .findFirst()
        .map(it -> "The invoice has no " + it.getValue() + " (" + it.getKey() + ")");
  }

  private Optional<String> read(String xml) {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(xml));
      try {
        while (reader.hasNext()) {
          Optional<String> refused = event(reader.next(), reader);
          if (refused.isPresent()) {
            return refused;
          }
        }
      } finally {
        reader.close();
      }
      return Optional.empty();
    } catch (XMLStreamException e) {
      return Optional.of(
          e.getLocation() == null
              ? "The invoice is not well-formed XML"
              : "The invoice is not well-formed XML: line %d, column %d"
                  .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber()));
    }
  }

  private Optional<String> event(int event, XMLStreamReader reader) {
    switch (event) {
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
        return Optional.of("The invoice has a document type or entities of its own");
      }
      case XMLStreamConstants.START_ELEMENT -> {
        elements++;
        foreign |=
            elements == 1
                && !(reader.getLocalName().equals(ROOT)
                    && NAMESPACE.equals(reader.getNamespaceURI()));
        lengths.push(path.length());
        path.append('/').append(reader.getLocalName());
        if (elements > MAX_ELEMENTS || lengths.size() > MAX_DEPTH) {
          return Optional.of("The invoice has too many elements, or nests them too deeply");
        }
      }
      case XMLStreamConstants.END_ELEMENT -> path.setLength(lengths.pop());
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> keep(reader.getText());
      default -> {}
    }
    return Optional.empty();
  }

  /** Keeps the first text of each element that is looked at. */
  private void keep(String text) {
    String where = path.toString();
    if ((where.equals(GUIDELINE) || REQUIRED.containsKey(where)) && !text.isBlank()) {
      found.merge(
          where,
          text.strip(),
          (before, more) -> before.length() > MAX_TEXT ? before : before + more);
    }
  }
}
