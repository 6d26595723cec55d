package dev.hookpress.render.page;

import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfProperties;
import dev.hookpress.render.pdf.DecodedSize;
import dev.hookpress.render.pdf.RenderGuard;
import dev.hookpress.render.pdf.SourcePdf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.PDCryptFilterDictionary;
import org.apache.pdfbox.pdmodel.encryption.PDEncryption;
import org.apache.pdfbox.pdmodel.encryption.StandardSecurityHandler;

/** Inspects a PDF without changing it. */
final class Inspection {
  /** Large XMP packets take some ten kilobytes, unless they contain a thumbnail. */
  private static final long MAX_XMP_BYTES = 1_048_576;

  private static final int MAX_TEXT_CHARACTERS = 4_096;

  /** A linearized PDF declares itself within this many bytes (ISO 32000-2, annex F.3.3). */
  private static final int HEAD_BYTES = 1_024;

  private static final Pattern END_OF_SECTION =
      Pattern.compile("startxref\\s{1,9}(\\d{1,12})\\s{1,9}%%EOF");
  private static final Pattern LINEARIZED_LENGTH = Pattern.compile("/L\\s{1,9}(\\d{1,12})");
  private static final byte[] NO_BYTES = {};
  private static final COSName EMBEDDED_FILE_FILTER = COSName.getPDFName("EFF");
  private static final COSName MARKED = COSName.getPDFName("Marked");
  private static final Pattern SUBSET = Pattern.compile("^[A-Z]{6}\\+");

  private final RenderGuard guard;
  private final PDDocument document;
  private final COSDictionary catalog;
  private final Set<PdfProperties.Font> fonts = new LinkedHashSet<>();
  private boolean signed;

  private Inspection(RenderGuard guard, PDDocument document) {
    this.guard = guard;
    this.document = document;
    this.catalog = document.getDocumentCatalog().getCOSObject();
  }

  /** Inspects a PDF; an encrypted PDF is accepted if it opens without a password. */
  static PageOutcome inspect(
      PdfOperation.Properties properties, byte[] input, OperationContext bench) throws IOException {
    PDDocument document = bench.open(input, "", "The PDF opens with a password only");
    Inspection inspection = new Inspection(bench.guard(), document);
    return new PageOutcome.Properties(inspection.inspect(input, properties.eachPage()));
  }

  /** Whether this is a signature field that has been signed. */
  static boolean isSignature(COSDictionary dictionary) {
    return COSName.SIG.equals(dictionary.getDictionaryObject(COSName.FT))
        && dictionary.getDictionaryObject(COSName.V) instanceof COSDictionary;
  }

  private PdfProperties inspect(byte[] input, boolean eachPage) throws IOException {
    new ObjectGraph(document, guard::checkDeadline).dictionaries(this::note);
    List<PDPage> pages = SourcePdf.pages(document, guard);
    COSDictionary form = catalog.getCOSDictionary(COSName.ACRO_FORM);
    COSDictionary marks = catalog.getCOSDictionary(COSName.MARK_INFO);
    COSDictionary permissions = catalog.getCOSDictionary(COSName.PERMS);
    COSDictionary names = catalog.getCOSDictionary(COSName.NAMES);
    Optional<String> xmp = xmp();
    boolean tagged = marks != null && marks.getBoolean(MARKED, false);
    return new PdfProperties(
        pages.size(),
        input.length,
        String.format(Locale.ROOT, "%.1f", document.getVersion()),
        incrementalSaves(input),
        isLinearized(input),
        tagged,
        tagged && fullyTagged(pages),
        names != null && names.containsKey(COSName.EMBEDDED_FILES),
        form != null
            && form.getCOSArray(COSName.FIELDS) != null
            && form.getCOSArray(COSName.FIELDS).size() > 0,
        form != null && form.containsKey(COSName.XFA),
        signed,
        permissions != null && permissions.containsKey(COSName.DOCMDP),
        catalog.containsKey(COSName.COLLECTION),
        xmp.map(Inspection::claims).orElse(Map.of()),
        encryption(),
        info(),
        xmp,
        List.copyOf(fonts),
        eachPage ? eachPage(pages) : List.of());
  }

  private void note(COSDictionary dictionary) {
    signed |= isSignature(dictionary);
    COSName type = dictionary.getCOSName(COSName.SUBTYPE);
    if (!COSName.FONT.equals(dictionary.getCOSName(COSName.TYPE))
        || type == null
        || type.getName().startsWith("CIDFont")
        || fonts.size() >= PdfProperties.MAX_ENTRIES) {
      return;
    }
    COSDictionary descriptor = descriptor(dictionary);
    String name = dictionary.getNameAsString(COSName.BASE_FONT, "");
    fonts.add(
        new PdfProperties.Font(
            cut(SUBSET.matcher(name).replaceFirst("")),
            Optional.ofNullable(descriptor)
                .map(it -> it.getString(COSName.FONT_FAMILY))
                .map(Inspection::cut),
            cut(type.getName()),
            COSName.TYPE3.equals(type)
                || descriptor != null
                    && (descriptor.containsKey(COSName.FONT_FILE)
                        || descriptor.containsKey(COSName.FONT_FILE2)
                        || descriptor.containsKey(COSName.FONT_FILE3))));
  }

  private static COSDictionary descriptor(COSDictionary font) {
    if (font.getCOSArray(COSName.DESCENDANT_FONTS) != null
        && font.getCOSArray(COSName.DESCENDANT_FONTS).getObject(0)
            instanceof COSDictionary descendant) {
      return descendant.getCOSDictionary(COSName.FONT_DESC);
    }
    return font.getCOSDictionary(COSName.FONT_DESC);
  }

  private static boolean isLinearized(byte[] input) {
    String head =
        new String(input, 0, Math.min(HEAD_BYTES, input.length), StandardCharsets.ISO_8859_1);
    Matcher matcher = LINEARIZED_LENGTH.matcher(head);
    if (!head.contains("/Linearized") || !matcher.find()) {
      return false;
    }
    // An incremental update ends linearization.
    return Long.parseLong(matcher.group(1)) == input.length;
  }

  /** Each save appends a cross-reference section, whose place the file's end tells. */
  private static int incrementalSaves(byte[] input) {
    int sections = 0;
    Matcher matcher = END_OF_SECTION.matcher(new String(input, StandardCharsets.ISO_8859_1));
    while (matcher.find()) {
      // A linearized PDF has 0 behind its first page (ISO 32000-2, annex F.3.5).
      if (Long.parseLong(matcher.group(1)) > 0) {
        sections++;
      }
    }
    return Math.max(0, sections - 1);
  }

  private boolean fullyTagged(List<PDPage> pages) {
    COSDictionary tree = catalog.getCOSDictionary(COSName.STRUCT_TREE_ROOT);
    return tree != null
        && tree.containsKey(COSName.K)
        && pages.stream().allMatch(page -> page.getCOSObject().containsKey(COSName.STRUCT_PARENTS));
  }

  /** Whether no password makes one the owner, who may do everything. */
  private boolean ownedByAll(PDEncryption encryption) throws IOException {
    COSArray ids = document.getDocument().getDocumentID();
    byte[] id =
        ids != null && ids.getObject(0) instanceof COSString first ? first.getBytes() : NO_BYTES;
    int keyBytes = encryption.getVersion() == 1 ? 5 : encryption.getLength() / 8;
    return new StandardSecurityHandler()
        .isOwnerPassword(
            NO_BYTES,
            encryption.getUserKey(),
            encryption.getOwnerKey(),
            encryption.getPermissions(),
            id,
            encryption.getRevision(),
            keyBytes,
            encryption.isEncryptMetaData());
  }

  private Optional<PdfProperties.Encryption> encryption() throws IOException {
    if (!document.isEncrypted()) {
      return Optional.empty();
    }
    PDEncryption encryption = document.getEncryption();
    PDCryptFilterDictionary filter = encryption.getStdCryptFilterDictionary();
    COSName method = filter == null ? null : filter.getCryptFilterMethod();
    boolean aes = COSName.AESV2.equals(method) || COSName.AESV3.equals(method);
    int bits = encryption.getLength();
    if (aes) {
      bits = COSName.AESV3.equals(method) ? 256 : 128;
    } else if (encryption.getVersion() == 1) {
      bits = 40;
    }
    AccessPermission permission = document.getCurrentAccessPermission();
    COSDictionary dictionary = encryption.getCOSObject();
    boolean attachmentsOnly =
        dictionary.containsKey(EMBEDDED_FILE_FILTER)
            && COSName.IDENTITY.equals(encryption.getStreamFilterName())
            && COSName.IDENTITY.equals(encryption.getStringFilterName());
    return Optional.of(
        new PdfProperties.Encryption(
            aes ? "AES" : "RC4",
            bits,
            encryption.isEncryptMetaData() && !attachmentsOnly,
            attachmentsOnly,
            !ownedByAll(encryption),
            Protection.allowed(permission),
            !permission.canExtractForAccessibility()));
  }

  private Map<String, String> info() {
    Map<String, String> info = new LinkedHashMap<>();
    COSDictionary dictionary = document.getDocumentInformation().getCOSObject();
    for (COSName key : dictionary.keySet()) {
      if (info.size() < PdfProperties.MAX_ENTRIES
          && dictionary.getDictionaryObject(key) instanceof COSString text) {
        info.put(cut(key.getName()), cut(text.getString()));
      }
    }
    return info;
  }

  private Optional<String> xmp() throws IOException {
    COSStream stream = catalog.getCOSStream(COSName.METADATA);
    if (stream == null || !DecodedSize.within(stream, MAX_XMP_BYTES)) {
      return Optional.empty();
    }
    try (InputStream in = stream.createInputStream()) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Map<String, String> claims(String xmp) {
    Map<String, String> claims = new LinkedHashMap<>();
    said(xmp, "pdfaid:part")
        .ifPresent(part -> claims.put("pdfa", part + said(xmp, "pdfaid:conformance").orElse("")));
    said(xmp, "pdfuaid:part").ifPresent(part -> claims.put("pdfua", part));
    said(xmp, "pdfxid:GTS_PDFXVersion").ifPresent(level -> claims.put("pdfx", level));
    said(xmp, "pdfe:ISO_PDFEVersion").ifPresent(level -> claims.put("pdfe", level));
    said(xmp, "pdfvtid:GTS_PDFVTVersion").ifPresent(level -> claims.put("pdfvt", level));
    return claims;
  }

  /** Reads a simple XMP property, written as an element or as an attribute. */
  private static Optional<String> said(String xmp, String property) {
    Matcher matcher =
        Pattern.compile(Pattern.quote(property) + "(?:\\s{0,9}=\\s{0,9}[\"']|>)([^<\"']{1,40})")
            .matcher(xmp);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }

  private List<PdfProperties.Page> eachPage(List<PDPage> pages) {
    List<PdfProperties.Page> each = new ArrayList<>();
    ContentScan scan = new ContentScan(guard);
    for (PDPage page : pages) {
      Optional<PdfProperties.Content> content = scan.scan(page).map(seen -> content(page, seen));
      each.add(
          new PdfProperties.Page(
              each.size() + 1,
              page.getCropBox().getWidth(),
              page.getCropBox().getHeight(),
              Math.floorMod(page.getRotation(), 360),
              page.getCOSObject().containsKey(COSName.STRUCT_PARENTS),
              content));
    }
    return each;
  }

  private static PdfProperties.Content content(PDPage page, ContentScan.Seen seen) {
    int images = seen.pictures().size();
    double painted =
        seen.pictures().stream().mapToDouble(it -> it.widthPoints() * it.heightPoints()).sum();
    double paper = (double) page.getCropBox().getWidth() * page.getCropBox().getHeight();
    return new PdfProperties.Content(
        seen.text(),
        images,
        images > 0 && !seen.text() && !seen.paths(),
        images > 0 && !seen.visibleText() && painted >= 0.8 * paper,
        images == 0 && !seen.text() && !seen.paths());
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT_CHARACTERS ? text : text.substring(0, MAX_TEXT_CHARACTERS);
  }
}
