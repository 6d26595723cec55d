package dev.hookpress.render.pdf.conformance;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdfwriter.ContentStreamWriter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;

/** Turns marked content of a page into artifacts. */
final class Artifacts {
  private Artifacts() {}

  /**
   * Rewrites a page.
   *
   * @param contents the identifiers of the marked content
   */
  static void hide(PDDocument document, PDPage page, Set<Integer> contents) throws IOException {
    List<Object> tokens = new ArrayList<>();
    for (Object token : new PDFStreamParser(page).parse()) {
      int size = tokens.size();
      if (token instanceof Operator operator
          && operator.getName().equals(OperatorName.BEGIN_MARKED_CONTENT_SEQ)
          && contents.contains(identifier(tokens.get(size - 1), page.getResources()))) {
        tokens.subList(size - 2, size).clear();
        tokens.add(COSName.ARTIFACT);
        tokens.add(Operator.getOperator(OperatorName.BEGIN_MARKED_CONTENT));
      } else {
        tokens.add(token);
      }
    }
    PDStream rewritten = new PDStream(document);
    try (OutputStream out = rewritten.createOutputStream(COSName.FLATE_DECODE)) {
      new ContentStreamWriter(out).writeTokens(tokens);
    }
    page.setContents(rewritten);
  }

  private static int identifier(Object properties, PDResources resources) {
    if (properties instanceof COSDictionary direct) {
      return direct.getInt(COSName.MCID);
    }
    PDPropertyList named =
        properties instanceof COSName name ? resources.getProperties(name) : null;
    return named == null ? -1 : named.getCOSObject().getInt(COSName.MCID);
  }
}
