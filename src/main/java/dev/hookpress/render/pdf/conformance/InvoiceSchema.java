package dev.hookpress.render.pdf.conformance;

import dev.hookpress.job.pdf.ElectronicInvoice.Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Checks invoices by the XML schemas of ZUGFeRD 2.5 and Factur-X, one for each profile. */
public final class InvoiceSchema {
  /** What the schemas are called in reports. */
  public static final String NAME = "ZUGFeRD 2.5";

  private static final String SCHEMA = "/schema/ZF_250/%s/FACTUR-X_%s.xsd";
  private static final String DISALLOW_DOCTYPE =
      "http://apache.org/xml/features/disallow-doctype-decl";
  private static final int MAX_MESSAGE = 400;

  private static final Schemas SCHEMAS = new Schemas();

  private InvoiceSchema() {}

  /** Schemas that were used before: reading one takes a tenth of a second. */
  private static final class Schemas {
    private final Map<String, Schema> read = new ConcurrentHashMap<>();

    Schema of(Profile profile) {
      String folder =
          switch (profile) {
            case MINIMUM -> "MINIMUM";
            case BASIC_WL -> "BASIC-WL";
            case BASIC -> "BASIC";
            // XRechnung narrows EN 16931 and adds nothing to it.
            case EN16931, XRECHNUNG -> "EN16931";
            case EXTENDED -> "EXTENDED";
          };
      return read.computeIfAbsent(folder, Schemas::read);
    }

    private static Schema read(String folder) {
      String path = SCHEMA.formatted(folder, folder.replace("-", ""));
      try {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        // The files that a schema includes are beside it, in the program.
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "jar,file,nested");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory.newSchema(InvoiceSchema.class.getResource(path));
      } catch (SAXException e) {
        throw new IllegalStateException("The schema " + path + " cannot be read", e);
      }
    }
  }

  /** What breaks the schema of a profile first; empty if nothing does. */
  public static Optional<String> fault(byte[] data, Profile profile) {
    Validator validator = SCHEMAS.of(profile).newValidator();
    validator.setErrorHandler(new First());
    try {
      validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      validator.validate(source(data));
      return Optional.empty();
    } catch (SAXParseException e) {
      return Optional.of(
          "The invoice breaks the schema of the profile %s in line %d: %s"
              .formatted(profile.label(), e.getLineNumber(), told(e.getMessage())));
    } catch (SAXException | IOException e) {
      return Optional.of("The invoice cannot be read: " + told(e.getMessage()));
    }
  }

  /** Data as XML that has no document type, and so neither entities nor anything external. */
  public static SAXSource source(byte[] data) {
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(DISALLOW_DOCTYPE, true);
      return new SAXSource(
          factory.newSAXParser().getXMLReader(), new InputSource(new ByteArrayInputStream(data)));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("This JDK has no XML parser", e);
    }
  }

  /** The parser's own words begin with a code such as {@code cvc-complex-type.2.4.a}. */
  private static String told(String message) {
    String text = String.valueOf(message).replaceFirst("^cvc-[a-zA-Z0-9.-]+: ", "");
    return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
  }

  /** Ends at the first fault. */
  private static final class First implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {
      // A warning breaks nothing.
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
