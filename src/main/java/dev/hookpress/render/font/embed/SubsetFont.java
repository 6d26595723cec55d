package dev.hookpress.render.font.embed;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.OS2WindowsMetricsTable;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.fontbox.util.BoundingBox;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;

/**
 * A face of which a PDF embeds the glyphs of its text. Its codes count the glyphs in the order in
 * which they are first used, so that all its tables are as short as its text needs. PDFBox's own
 * writes the widths of all of the face's glyphs at first, and has codes up to the face's last.
 */
public final class SubsetFont extends PDFont implements PDVectorFont {
  /** The tables that a PDF reader needs (ISO 32000-1, 9.9). */
  private static final List<String> TABLES =
      List.of("head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm", "gasp");

  /** Characters that are not drawn, whatever a face has for them. */
  private static final List<Integer> INVISIBLE = List.of(0x200B, 0x200C, 0x2060, 0xFEFF);

  /** The first version of PDF whose texts may have characters of two units. */
  private static final float SURROGATES = 1.5f;

  private final PDDocument document;
  private final TrueTypeFont face;
  private final CmapLookup glyphs;
  private final PDFontDescriptor descriptor;

  /** The codes by glyph, from 1 on. */
  private final Map<Integer, Integer> codes = new LinkedHashMap<>();

  /** The character that each code was used for first. */
  private final List<Integer> characters = new ArrayList<>();

  /**
   * Embeds no glyph yet but the space's.
   *
   * @param descriptor the font's own, which is written when the document is
   */
  public SubsetFont(PDDocument document, TrueTypeFont face, PDFontDescriptor descriptor)
      throws IOException {
    super(dictionary(descriptor));
    this.document = document;
    this.face = face;
    this.glyphs = face.getUnicodeCmapLookup();
    this.descriptor = descriptor;
    // A glyph is extracted as the character that was used first, and no-break spaces have the same
    // glyph.
    if (has(' ')) {
      encode(' ');
    }
  }

  private static COSDictionary dictionary(PDFontDescriptor descriptor) {
    COSDictionary system = new COSDictionary();
    system.setString(COSName.REGISTRY, "Adobe");
    system.setString(COSName.ORDERING, "Identity");
    system.setInt(COSName.SUPPLEMENT, 0);
    COSDictionary glyphs = new COSDictionary();
    glyphs.setItem(COSName.TYPE, COSName.FONT);
    glyphs.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
    glyphs.setName(COSName.BASE_FONT, descriptor.getFontName());
    glyphs.setItem(COSName.CIDSYSTEMINFO, system);
    glyphs.setItem(COSName.FONT_DESC, descriptor);
    COSArray descendants = new COSArray();
    descendants.add(glyphs);
    COSDictionary font = new COSDictionary();
    font.setItem(COSName.TYPE, COSName.FONT);
    font.setItem(COSName.SUBTYPE, COSName.TYPE0);
    font.setName(COSName.BASE_FONT, descriptor.getFontName());
    font.setItem(COSName.ENCODING, COSName.IDENTITY_H);
    font.setItem(COSName.DESCENDANT_FONTS, descendants);
    return font;
  }

  /** Whether the face has a glyph for a character. */
  public boolean has(int character) {
    return glyphs.getGlyphId(character) > 0;
  }

  /** A character that is encoded is embedded. */
  @Override
  protected byte[] encode(int character) {
    int glyph = glyphs.getGlyphId(character);
    if (glyph <= 0) {
      throw new IllegalArgumentException(
          String.format("No glyph for U+%04X in font %s", character, getName()));
    }
    Integer code = codes.get(glyph);
    if (code == null) {
      code = codes.size() + 1;
      codes.put(glyph, code);
      characters.add(character);
    }
    return new byte[] {(byte) (code >> 8), (byte) (int) code};
  }

  @Override
  public void addToSubset(int character) {
    // Done when it was encoded.
  }

  @Override
  public boolean willBeSubset() {
    return true;
  }

  /** Writes the font; called when the document is saved. */
  @Override
  public void subset() throws IOException {
    OS2WindowsMetricsTable terms = face.getOS2Windows();
    if (terms != null && (terms.getFsType() & OS2WindowsMetricsTable.FSTYPE_NO_SUBSETTING) != 0) {
      throw new IOException("This font does not permit subsetting");
    }
    if (document.getVersion() < SURROGATES && characters.stream().anyMatch(c -> c > 0xFFFF)) {
      document.setVersion(SURROGATES);
    }
    List<String> texts = characters.stream().map(Character::toString).toList();
    String tag = ToUnicodeMap.tag(texts);
    TTFSubsetter subsetter = new TTFSubsetter(face, TABLES);
    characters.forEach(subsetter::add);
    INVISIBLE.forEach(subsetter::forceInvisible);
    subsetter.setPrefix(tag);
    Map<Integer, Integer> places = new HashMap<>();
    subsetter.getGIDMap().forEach((place, glyph) -> places.put(glyph, place));
    ByteArrayOutputStream program = new ByteArrayOutputStream();
    subsetter.writeToStream(program);

    PDStream file = stream(program.toByteArray(), COSName.FLATE_DECODE);
    file.getCOSObject().setInt(COSName.LENGTH1, program.size());
    String name = tag + descriptor.getFontName();
    descriptor.setFontFile2(file);
    descriptor.setFontName(name);
    descriptor.setCIDSet(stream(codeSet(), null));
    COSDictionary descendant = (COSDictionary) dict.getCOSArray(COSName.DESCENDANT_FONTS).get(0);
    descendant.setName(COSName.BASE_FONT, name);
    descendant.setItem(COSName.W, widths());
    descendant.setItem(COSName.CID_TO_GID_MAP, stream(glyphsByCode(places), null));
    dict.setName(COSName.BASE_FONT, name);
    dict.setItem(COSName.TO_UNICODE, ToUnicodeMap.of(document, texts));
  }

  /** Streams of some hundred bytes are hardly smaller, and slower, when they are compressed. */
  private PDStream stream(byte[] bytes, COSName filter) throws IOException {
    PDStream stream = new PDStream(document);
    try (OutputStream out =
        filter == null ? stream.createOutputStream() : stream.createOutputStream(filter)) {
      out.write(bytes);
    }
    return stream;
  }

  /** A bit for each code and for the missing glyph's, the first one the highest. */
  private byte[] codeSet() {
    byte[] set = new byte[codes.size() / 8 + 1];
    for (int code = 0; code <= codes.size(); code++) {
      set[code / 8] |= (byte) (0x80 >> code % 8);
    }
    return set;
  }

  private COSArray widths() throws IOException {
    COSArray listed = new COSArray();
    for (int glyph : codes.keySet()) {
      listed.add(COSInteger.get(Math.round(width(glyph))));
    }
    COSArray widths = new COSArray();
    widths.add(COSInteger.ONE);
    widths.add(listed);
    return widths;
  }

  private byte[] glyphsByCode(Map<Integer, Integer> places) {
    byte[] map = new byte[(codes.size() + 1) * 2];
    codes.forEach(
        (glyph, code) -> {
          int place = places.getOrDefault(glyph, 0);
          map[code * 2] = (byte) (place >> 8);
          map[code * 2 + 1] = (byte) place;
        });
    return map;
  }

  private float width(int glyph) throws IOException {
    return face.getAdvanceWidth(glyph) * 1000f / face.getUnitsPerEm();
  }

  @Override
  public float getWidth(int code) throws IOException {
    return getWidthFromFont(code);
  }

  @Override
  public float getWidthFromFont(int code) throws IOException {
    return width(glyph(code));
  }

  private int glyph(int code) {
    return hasGlyph(code) ? glyphs.getGlyphId(characters.get(code - 1)) : 0;
  }

  @Override
  public boolean hasGlyph(int code) {
    return code >= 1 && code <= characters.size();
  }

  @Override
  public GeneralPath getPath(int code) throws IOException {
    GlyphData outline = face.getGlyph().getGlyph(glyph(code));
    return outline == null ? new GeneralPath() : outline.getPath();
  }

  @Override
  public GeneralPath getNormalizedPath(int code) throws IOException {
    GeneralPath path = getPath(code);
    double scale = 1000.0 / face.getUnitsPerEm();
    path.transform(AffineTransform.getScaleInstance(scale, scale));
    return path;
  }

  @Override
  public boolean hasExplicitWidth(int code) {
    return true;
  }

  @Override
  public int readCode(InputStream in) throws IOException {
    int high = in.read();
    return high << 8 | in.read();
  }

  @Override
  public String getName() {
    return dict.getNameAsString(COSName.BASE_FONT);
  }

  @Override
  public PDFontDescriptor getFontDescriptor() {
    return descriptor;
  }

  @Override
  public BoundingBox getBoundingBox() {
    PDRectangle box = descriptor.getFontBoundingBox();
    return new BoundingBox(
        box.getLowerLeftX(), box.getLowerLeftY(), box.getUpperRightX(), box.getUpperRightY());
  }

  @Override
  @SuppressWarnings("deprecation")
  public float getHeight(int code) {
    return descriptor.getFontBoundingBox().getHeight();
  }

  @Override
  public boolean isEmbedded() {
    return true;
  }

  @Override
  public boolean isDamaged() {
    return false;
  }

  @Override
  public boolean isVertical() {
    return false;
  }

  @Override
  protected float getStandard14Width(int code) {
    throw new UnsupportedOperationException("Not one of the standard fonts");
  }
}
