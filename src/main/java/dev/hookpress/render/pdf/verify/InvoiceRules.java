package dev.hookpress.render.pdf.verify;

import dev.hookpress.job.pdf.ElectronicInvoice.Profile;
import dev.hookpress.job.pdf.VerificationReport.Check;
import dev.hookpress.render.pdf.conformance.InvoiceSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.transform.ErrorListener;
import javax.xml.transform.Source;
import javax.xml.transform.Templates;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.TransformerFactoryConfigurationError;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.stream.StreamSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Checks invoices by rules about amounts and codes: those of EN 16931, of XRechnung and of
 * Factur-X, as their authors publish them in XSLT. Thread-safe.
 */
final class InvoiceRules {
  // By name: it would be everybody's processor if it were among the libraries.
  private static final String PROCESSOR = "net.sf.saxon.TransformerFactoryImpl";
  private static final String SVRL = "http://purl.oclc.org/dsdl/svrl";
  private static final String EN16931 = "/xslt/en16931schematron/EN16931-CII-validation.xslt";
  private static final String XRECHNUNG = "/xslt/XR_30/XRechnung-CII-validation.xslt";
  private static final String FACTUR_X = "/xslt/ZF_250/FACTUR-X_%s.xslt";

  private final Map<String, Templates> compiled = new HashMap<>();
  private final TransformerFactory factory;
  private final String engine;

  /**
   * Loads the processor of XSLT 2, which the JDK does not have.
   *
   * @throws LinkageError if it is not on the class path
   */
  InvoiceRules() {
    try {
      factory = TransformerFactory.newInstance(PROCESSOR, InvoiceRules.class.getClassLoader());
    } catch (TransformerFactoryConfigurationError e) {
      throw new NoClassDefFoundError(PROCESSOR);
    }
    factory.setURIResolver(InvoiceRules::beside);
    factory.setErrorListener(new Quiet());
    engine = "Saxon-HE " + version();
  }

  private static String version() {
    try {
      return (String)
          Class.forName("net.sf.saxon.Version").getMethod("getProductVersion").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new NoClassDefFoundError("net.sf.saxon.Version");
    }
  }

  /** The rules of a profile, by the names under which they are reported. */
  private static Map<String, String> of(Profile profile) {
    return switch (profile) {
      case BASIC, EN16931 -> Map.of("en16931", EN16931);
      case XRECHNUNG -> new TreeMap<>(Map.of("en16931", EN16931, "xrechnung", XRECHNUNG));
      case EXTENDED -> Map.of("factur-x extended", FACTUR_X.formatted("EXTENDED"));
      case MINIMUM -> Map.of("factur-x minimum", FACTUR_X.formatted("MINIMUM"));
      case BASIC_WL -> Map.of("factur-x basic-wl", FACTUR_X.formatted("BASIC-WL"));
    };
  }

  List<Check> check(byte[] data, Profile profile) {
    List<Check> checks = new ArrayList<>();
    of(profile)
        .forEach(
            (name, path) ->
                checks.add(Check.of("einvoice", name + " rules", failures(data, path), engine)));
    return checks;
  }

  private List<String> failures(byte[] data, String path) {
    try {
      DOMResult report = new DOMResult();
      Transformer transformer = compiled(path).newTransformer();
      transformer.setURIResolver(InvoiceRules::beside);
      transformer.transform(InvoiceSchema.source(data), report);
      return failures(report.getNode());
    } catch (TransformerException e) {
      return List.of("The rules cannot be applied: " + e.getMessage());
    }
  }

  /** Reads the rules that are used most ahead of the first invoice: it takes seconds. */
  void prepare() {
    try {
      compiled(EN16931);
      compiled(XRECHNUNG);
    } catch (TransformerException e) {
      // The first invoice says so.
      return;
    }
  }

  private synchronized Templates compiled(String path) throws TransformerException {
    Templates known = compiled.get(path);
    if (known == null) {
      known = factory.newTemplates(source(path));
      compiled.put(path, known);
    }
    return known;
  }

  private static Source source(String path) throws TransformerException {
    return Optional.ofNullable(InvoiceRules.class.getResourceAsStream(path))
        .map(in -> new StreamSource(in, "rules:" + path))
        .orElseThrow(() -> new TransformerException("they are not in the module"));
  }

  /** A list of codes, which is beside its rules; nothing else is read. */
  private static Source beside(String name, String base) throws TransformerException {
    String folder = base.substring(base.indexOf(':') + 1, base.lastIndexOf('/') + 1);
    if (!base.startsWith("rules:") || name.contains("/") || name.contains(":")) {
      throw new TransformerException("they refer to something else");
    }
    return source(folder + name);
  }

  /** Passes over what is said of the rules' style, and ends at the first error. */
  private static final class Quiet implements ErrorListener {
    @Override
    public void warning(TransformerException e) {
      // It concerns the authors of the rules.
    }

    @Override
    public void error(TransformerException e) throws TransformerException {
      throw e;
    }

    @Override
    public void fatalError(TransformerException e) throws TransformerException {
      throw e;
    }
  }

  /** What the report (SVRL) names as failed, but for warnings. */
  private static List<String> failures(Node report) {
    List<String> failures = new ArrayList<>();
    Node root = report.getFirstChild();
    NodeList all =
        root instanceof Element element
            ? element.getElementsByTagNameNS(SVRL, "failed-assert")
            : null;
    for (int i = 0; all != null && i < all.getLength(); i++) {
      Element each = (Element) all.item(i);
      if (!each.getAttribute("flag").equals("warning")
          && !each.getAttribute("role").equals("warning")) {
        failures.add(each.getTextContent().strip().replaceAll("\\s+", " "));
      }
    }
    return failures;
  }
}
