package dev.hookpress.template.code;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.org.okapibarcode.backend.Code128;
import uk.org.okapibarcode.backend.DataMatrix;
import uk.org.okapibarcode.backend.Ean;
import uk.org.okapibarcode.backend.HumanReadableLocation;
import uk.org.okapibarcode.backend.OkapiException;
import uk.org.okapibarcode.backend.QrCode;
import uk.org.okapibarcode.backend.Symbol;
import uk.org.okapibarcode.graphics.Rectangle;

/** Draws codes as SVG, with their quiet zone, for HTML. */
public final class Codes {
  /** The most that is tried; the largest QR code holds 2,953 bytes. */
  public static final int MAX_CHARACTERS = 3_000;

  /** What is drawn without a size, a level, a type or a height. */
  public static final String SIZE = "30mm";

  public static final String SWISS_SIZE = "46mm";
  public static final String LEVEL = "M";
  public static final String TYPE = "code128";
  public static final String HEIGHT = "15mm";

  private static final Pattern LENGTH =
      Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,2})?(?:mm|cm|in|pt|px)");
  private static final Pattern BOX = Pattern.compile("viewBox=\"0 0 ([0-9]{1,6}) ([0-9]{1,6})\"");
  private static final Pattern STYLE = Pattern.compile("style=\"[^\"]{1,80}\"");
  private static final String QR = "qr";
  private static final double IMAGE_MILLIMETRES = 30;
  private static final double BAR_MILLIMETRES = 15;
  private static final int QR_QUIET = 4;
  private static final int BAR_QUIET = 10;
  private static final int BAR_HEIGHT = 40;
  private static final int UTF_8 = 26;

  private static final Map<String, Supplier<Symbol>> BARCODES =
      Map.of(
          "code128",
          Code128::new,
          "ean13",
          () -> new Ean(Ean.Mode.EAN13),
          "ean8",
          () -> new Ean(Ean.Mode.EAN8),
          "datamatrix",
          DataMatrix::new);

  private Codes() {}

  /**
   * A QR code.
   *
   * @param size of its side, with the quiet zone: a length in CSS
   * @param level of error correction: L, M, Q or H
   */
  public static String qr(String text, String size, String level) {
    return svg(qr(text, level), QR_QUIET, length(size), "", "QR code", "");
  }

  /** A Swiss QR code: with the cross in its middle. */
  static String crossed(String text, String size) {
    return svg(qr(text, "M"), QR_QUIET, length(size), "", "Swiss QR code", CROSS);
  }

  /** The cross, of 7 of the code's 46 mm, in thousandths of the code's side. */
  private static final String CROSS =
      "<rect x='417' y='417' width='166' height='166' fill='#fff'/>"
          + "<rect x='424' y='424' width='152' height='152'/>"
          + "<path fill='#fff' d='M486 449h28v37h37v28h-37v37h-28v-37h-37v-28h37z'/>";

  private static Symbol qr(String text, String level) {
    if (!level.matches("[LMQH]")) {
      throw new CodeFault("The level of a QR code is L, M, Q or H.");
    }
    QrCode code = new QrCode();
    code.setPreferredEccLevel(QrCode.EccLevel.valueOf(level));
    if (text.chars().anyMatch(c -> c > 0x7E)) {
      code.setEciMode(UTF_8);
    }
    return filled(code, text, "QR code");
  }

  /**
   * A barcode.
   *
   * @param type code128, ean13, ean8 or datamatrix
   * @param height of the bars, or of the side of a matrix: a length in CSS
   */
  public static String barcode(String text, String type, String height) {
    Supplier<Symbol> kind = BARCODES.get(type.toLowerCase(Locale.ROOT));
    if (kind == null) {
      throw new CodeFault("A barcode is of the type code128, ean13, ean8 or datamatrix.");
    }
    Symbol symbol = kind.get();
    symbol.setHumanReadableLocation(HumanReadableLocation.NONE);
    if (symbol instanceof DataMatrix) {
      return svg(filled(symbol, text, type), 1, length(height), "", "Data Matrix", "");
    }
    symbol.setBarHeight(BAR_HEIGHT);
    String content = symbol instanceof Ean ? unchecked(text, type) : text;
    return svg(filled(symbol, content, type), BAR_QUIET, "", length(height), "Barcode", "");
  }

  /**
   * A code as a picture of its own, with a size that styles may change.
   *
   * @param type qr or that of a barcode
   */
  public static String image(String type, String text) {
    boolean qr = type.equals(QR);
    String svg = qr ? qr(text, SIZE, LEVEL) : barcode(text, type, HEIGHT);
    Matcher box = BOX.matcher(svg);
    Matcher style = STYLE.matcher(svg);
    if (!box.find() || !style.find()) {
      throw new IllegalStateException("A drawing without a size");
    }
    double tall = qr ? IMAGE_MILLIMETRES : BAR_MILLIMETRES;
    double wide = tall * Integer.parseInt(box.group(1)) / Integer.parseInt(box.group(2));
    return style.replaceFirst(
        String.format(Locale.ROOT, "width=\"%.2fmm\" height=\"%.2fmm\"", wide, tall));
  }

  /** What people call a code of a type. */
  public static String name(String type) {
    return switch (type) {
      case QR -> "QR code";
      case "datamatrix" -> "Data Matrix";
      default -> "Barcode";
    };
  }

  /** The digits without the last one, which checks them and is computed again. */
  private static String unchecked(String text, String type) {
    int digits = type.equalsIgnoreCase("ean8") ? 8 : 13;
    if (!text.matches("[0-9]{" + digits + "}")) {
      throw new CodeFault("An EAN of the type %s has %d digits.".formatted(type, digits));
    }
    int sum = 0;
    for (int i = 0; i < digits; i++) {
      sum += (text.charAt(i) - '0') * ((digits - 1 - i) % 2 == 0 ? 1 : 3);
    }
    if (sum % 10 != 0) {
      throw new CodeFault("The last digit of an EAN does not fit the others.");
    }
    return text.substring(0, digits - 1);
  }

  private static Symbol filled(Symbol symbol, String text, String name) {
    if (text.isEmpty() || text.length() > MAX_CHARACTERS) {
      throw new CodeFault(
          "A code holds 1 to %,d characters, not %,d.".formatted(MAX_CHARACTERS, text.length()));
    }
    try {
      symbol.setContent(text);
      return symbol;
    } catch (OkapiException e) {
      throw new CodeFault("The text does not fit into a code of the type " + name + ".");
    }
  }

  private static String length(String text) {
    if (!LENGTH.matcher(text).matches()) {
      throw new CodeFault("The size of a code is a length such as 30mm.");
    }
    return text;
  }

  /** A square one has a size; bars have a height, and their width follows from it. */
  private static String svg(
      Symbol symbol, int quiet, String size, String height, String label, String above) {
    int width = symbol.getWidth() + 2 * quiet;
    boolean bars = size.isEmpty();
    int tall = bars ? symbol.getHeight() : symbol.getHeight() + 2 * quiet;
    StringBuilder path = new StringBuilder();
    for (Rectangle bar : symbol.getRectangles()) {
      path.append('M').append(number(bar.x + quiet)).append(' ');
      path.append(number(bar.y + (bars ? 0 : quiet)));
      path.append('h').append(number(bar.width)).append('v').append(number(bar.height));
      path.append('h').append(number(-bar.width)).append('z');
    }
    String sized =
        bars
            ? "style=\"height:%s;width:auto\"".formatted(height)
            : "style=\"width:%s;height:%s\"".formatted(size, size);
    String placed =
        above.isEmpty()
            ? ""
            : "<g transform=\"translate(%1$d %1$d) scale(%2$s)\">%3$s</g>"
                .formatted(quiet, number(symbol.getWidth() / 1000.0), above.replace('\'', '"'));
    return ("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"%s\" %s"
            + " viewBox=\"0 0 %d %d\"><path d=\"%s\"/>%s</svg>")
        .formatted(label, sized, width, tall, path, placed);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
