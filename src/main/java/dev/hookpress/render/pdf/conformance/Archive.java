package dev.hookpress.render.pdf.conformance;

import dev.hookpress.job.pdf.Conformance;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * Takes from the pages of a PDF what PDF/A forbids: interpolated images; and, in PDF/A-1,
 * transparency. Text and positions stay as they are.
 */
final class Archive {
  private static final COSName GROUP = COSName.GROUP;
  private static final COSName CID_SET = COSName.getPDFName("CIDSet");

  private final PDDocument document;
  private final Conformance conformance;
  private final Deque<COSBase> open = new ArrayDeque<>();
  private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<COSStream, COSStream> opaque = new IdentityHashMap<>();
  private boolean flattened;

  private Archive(PDDocument document, Conformance conformance) {
    this.document = document;
    this.conformance = conformance;
  }

  /**
   * Corrects all pages.
   *
   * @return whether something transparent is drawn opaque now
   */
  static boolean correct(PDDocument document, Conformance conformance) throws IOException {
    Archive archive = new Archive(document, conformance);
    for (PDPage page : document.getPages()) {
      if (!conformance.allowsTransparency()) {
        page.getCOSObject().removeItem(GROUP);
      }
      archive.open(page.getCOSObject().getDictionaryObject(COSName.RESOURCES));
    }
    while (!archive.open.isEmpty()) {
      archive.correct(archive.open.pop());
    }
    return archive.flattened;
  }

  private void open(COSBase found) {
    COSBase object = found instanceof COSObject indirect ? indirect.getObject() : found;
    if ((object instanceof COSDictionary || object instanceof COSArray) && seen.add(object)) {
      open.push(object);
    }
  }

  private void correct(COSBase object) throws IOException {
    if (object instanceof COSArray array) {
      array.forEach(this::open);
      return;
    }
    COSDictionary dictionary = (COSDictionary) object;
    dictionary.removeItem(COSName.INTERPOLATE);
    if (!conformance.allowsTransparency()) {
      correctStates(dictionary.getCOSDictionary(COSName.EXT_G_STATE));
      correctImages(dictionary.getCOSDictionary(COSName.XOBJECT));
      if (dictionary instanceof COSStream && dictionary.containsKey(GROUP)) {
        dictionary.removeItem(GROUP);
      }
      describeGlyphs(dictionary);
    }
    for (COSName key : dictionary.keySet()) {
      // A page may be reached from what is on it, and so may the tags.
      if (!key.equals(COSName.PARENT) && !key.equals(COSName.P)) {
        open(dictionary.getItem(key));
      }
    }
  }

  private void correctStates(COSDictionary states) {
    if (states == null) {
      return;
    }
    for (COSName name : states.keySet()) {
      COSDictionary state = states.getCOSDictionary(name);
      for (COSName alpha : new COSName[] {COSName.CA, COSName.CA_NS}) {
        if (state.getFloat(alpha, 1) != 1) {
          state.setItem(alpha, new COSFloat(1));
          flattened = true;
        }
      }
      if (state.getDictionaryObject(COSName.SMASK) instanceof COSDictionary) {
        state.setItem(COSName.SMASK, COSName.NONE);
        flattened = true;
      }
      if (state.containsKey(COSName.BM)) {
        state.setItem(COSName.BM, COSName.getPDFName("Normal"));
      }
    }
  }

  private void correctImages(COSDictionary objects) throws IOException {
    if (objects == null) {
      return;
    }
    for (COSName name : List.copyOf(objects.keySet())) {
      if (objects.getDictionaryObject(name) instanceof COSStream image
          && COSName.IMAGE.equals(image.getCOSName(COSName.SUBTYPE))
          && image.containsKey(COSName.SMASK)) {
        COSStream replaced = opaque.get(image);
        if (replaced == null) {
          replaced = onWhite(image);
          opaque.put(image, replaced);
        }
        objects.setItem(name, replaced);
        flattened = true;
      }
    }
  }

  private COSStream onWhite(COSStream image) throws IOException {
    BufferedImage drawn = new PDImageXObject(new PDStream(image), null).getImage();
    BufferedImage whole =
        new BufferedImage(drawn.getWidth(), drawn.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = whole.createGraphics();
    try {
      graphics.drawImage(drawn, 0, 0, Color.WHITE, null);
    } finally {
      graphics.dispose();
    }
    return LosslessFactory.createFromImage(document, whole).getCOSObject();
  }

  /** Names the glyphs of a font that is embedded as it was built. */
  private void describeGlyphs(COSDictionary font) throws IOException {
    if (!(font.getDictionaryObject(COSName.FONT_FILE2) instanceof COSStream file)
        || font.containsKey(CID_SET)) {
      return;
    }
    BitSet glyphs = new BitSet();
    byte[] bytes = new PDStream(file).toByteArray();
    try (TrueTypeFont parsed = new TTFParser(true).parse(new RandomAccessReadBuffer(bytes))) {
      int count = parsed.getNumberOfGlyphs();
      for (int glyph = 0; glyph < count; glyph++) {
        // The first glyph is the highest bit.
        glyphs.set(glyph / 8 * 8 + 7 - glyph % 8);
      }
      PDStream set = new PDStream(document);
      try (OutputStream out = set.createOutputStream(COSName.FLATE_DECODE)) {
        out.write(glyphs.toByteArray());
      }
      font.setItem(CID_SET, set);
    }
  }
}
