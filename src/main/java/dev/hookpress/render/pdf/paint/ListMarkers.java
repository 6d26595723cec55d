package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.FSColor;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.css.style.FSDerivedValue;
import com.openhtmltopdf.css.value.FontSpecification;
import com.openhtmltopdf.layout.LayoutContext;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.FSFont;
import com.openhtmltopdf.render.FSFontMetrics;
import com.openhtmltopdf.render.MarkerData;
import com.openhtmltopdf.render.StrutMetrics;
import dev.hookpress.render.pdf.box.BoxTree;
import org.w3c.dom.Element;

/**
 * Gives the markers of list items the font and the colour of {@code ::marker}, and the size and the
 * place that browsers give them. The engine draws them in the item's font and colour, texts with
 * two spaces behind them, discs larger and nearer, and has no room for those inside.
 */
public final class ListMarkers {
  /** An attribute of the root of a document with list items. */
  private static final String MARKED = "data-hookpress-lists";

  /** The distance between the glyph's box, or a picture, and the text, in CSS pixels. */
  private static final int PADDING = 7;

  /** The engine moves the glyph by this share of its diameter to the right. */
  private static final double ENGINES_SHIFT = 1.1;

  /** The spaces that the engine puts between a marker's text and the item's. */
  private static final int ENGINES_SPACES = 2;

  private ListMarkers() {}

  /** A marker whose style is known. */
  private static final class Styled extends MarkerData {
    private final CalculatedStyle style;

    Styled(CalculatedStyle style) {
      this.style = style;
    }
  }

  /** Call for each style: only documents with lists are searched for them. */
  public static void note(Element element, CascadedStyle style) {
    PropertyDeclaration display = style.propertyByName(CSSName.DISPLAY);
    if (display != null
        && display.getValue().getPrimitiveType() == CSSPrimitiveValue.CSS_IDENT
        && display.asIdentValue() == IdentValue.LIST_ITEM) {
      element.getOwnerDocument().getDocumentElement().setAttribute(MARKED, "");
    }
  }

  /** Call before a block is laid out; does nothing if it is no list item. */
  public static void measure(LayoutContext context, BlockBox item) {
    if (!item.getStyle().isListItem()
        || item.getElement() == null
        || item.getParent() == null
        || item.getMarkerData() instanceof Styled) {
      return;
    }
    item.createMarkerData(context);
    MarkerData made = item.getMarkerData();
    CascadedStyle own = context.getCss().getPseudoElementStyle(item.getElement(), "marker");
    boolean plain = own == null || own.countAssigned() == 0;
    CalculatedStyle style = plain ? item.getStyle() : item.getStyle().deriveStyle(own);
    Styled marker = new Styled(style);
    FSFontMetrics metrics = style.getFSFontMetrics(context);
    float ascent = metrics.getAscent();
    String text = text(item, made, !plain && own.hasProperty(CSSName.CONTENT));
    if (text != null) {
      marker.setTextMarker(textMarker(context, style, text));
    } else if (made.getGlyphMarker() != null) {
      marker.setGlyphMarker(made.getGlyphMarker());
      size(context, marker.getGlyphMarker(), item, style);
    } else if (made.getImageMarker() != null) {
      marker.setImageMarker(made.getImageMarker());
      int width = made.getImageMarker().getImage().getWidth();
      // Twice, as the engine centres it, but once in the text that it is inside of.
      int paddings = isInside(item) ? 1 : 2;
      made.getImageMarker()
          .setLayoutWidth(width + Math.round(paddings * PADDING * context.getDotsPerPixel()));
      // The engine puts the middle at half of it; browsers put the lower edge on the baseline.
      ascent = made.getImageMarker().getImage().getHeight();
    }
    marker.setStructMetrics(
        new StrutMetrics(ascent, made.getStructMetrics().getBaseline(), metrics.getDescent()));
    item.setMarkerData(marker);
  }

  private static boolean isInside(BlockBox item) {
    return item.getStyle().isListMarkerInside();
  }

  /** The marker as text; null if it is a glyph or a picture. */
  private static String text(BlockBox item, MarkerData made, boolean generated) {
    if (made.getTextMarker() != null) {
      String text = made.getTextMarker().getText();
      int spaces = generated ? ENGINES_SPACES : ENGINES_SPACES - 1;
      if (text.length() < spaces) {
        return text;
      }
      return item.getParent().getStyle().getDirection() == IdentValue.RTL
          ? text.substring(spaces)
          : text.substring(0, text.length() - spaces);
    }
    FSDerivedValue type = item.getStyle().valueByName(CSSName.LIST_STYLE_TYPE);
    return made.getGlyphMarker() == null || type instanceof IdentValue ? null : type.asString();
  }

  private static MarkerData.TextMarker textMarker(
      LayoutContext context, CalculatedStyle style, String text) {
    MarkerData.TextMarker marker = new MarkerData.TextMarker();
    marker.setAlignment(IdentValue.END);
    marker.setText(text);
    marker.setLayoutWidth(
        context
            .getTextRenderer()
            .getWidth(context.getFontContext(), style.getFSFont(context), text));
    return marker;
  }

  /** By the ascent of the font and fixed distances, in whole pixels as browsers do. */
  private static void size(
      LayoutContext context, MarkerData.GlyphMarker glyph, BlockBox item, CalculatedStyle style) {
    if (item.getStyle().getDirection() == IdentValue.RTL) {
      return;
    }
    double dotsPerPixel = context.getDotsPerPixel();
    long ascent = Math.round(style.getFSFontMetrics(context).getAscent() / dotsPerPixel);
    long twoThirds = ascent * 2 / 3;
    long width = (twoThirds + 1) / 2;
    int diameter = (int) Math.round((twoThirds + 1) / 2.0 * dotsPerPixel);
    glyph.setDiameter(diameter);
    glyph.setLayoutWidth(
        isInside(item)
            ? (int) Math.round((width + 1) * dotsPerPixel + style.getFont(context).size)
            : (int) Math.round((twoThirds + PADDING) * dotsPerPixel + diameter * ENGINES_SHIFT));
  }

  /** Call after layout and before drawing, when no other correction changes styles any more. */
  public static void correct(BlockBox root, double dotsPerPixel) {
    if (root.getElement().hasAttribute(MARKED)) {
      BoxTree.visit(root, box -> finish(box, dotsPerPixel));
    }
  }

  private static void finish(Box box, double dotsPerPixel) {
    if (box instanceof BlockBox item && item.getMarkerData() instanceof Styled marker) {
      finish(item, marker, dotsPerPixel);
    }
  }

  private static void finish(BlockBox item, Styled marker, double dotsPerPixel) {
    if (isInside(item)) {
      // They are at the start of their room, whose width lines have no more need of.
      MarkerData.GlyphMarker glyph = marker.getGlyphMarker();
      if (glyph != null && item.getStyle().getDirection() != IdentValue.RTL) {
        glyph.setLayoutWidth(
            (int) Math.round(glyph.getLayoutWidth() + glyph.getDiameter() * ENGINES_SHIFT));
      }
      MarkerData.ImageMarker image = marker.getImageMarker();
      if (image != null) {
        image.setLayoutWidth(
            (int) Math.round(image.getImage().getWidth() + 2 * PADDING * dotsPerPixel));
      }
    }
    if (marker.style != item.getStyle()) {
      item.setStyle(new Drawn(item.getStyle(), marker.style));
    }
  }

  /**
   * The style of an item of which only the marker is still to be drawn in its colour and font: the
   * text inside has styles of its own by now.
   */
  private static final class Drawn extends DelegatedStyle {
    private final CalculatedStyle marker;

    Drawn(CalculatedStyle item, CalculatedStyle marker) {
      super(item);
      this.marker = marker;
    }

    @Override
    public FSColor getColor() {
      return marker.getColor();
    }

    @Override
    public FSFont getFSFont(CssContext context) {
      return marker.getFSFont(context);
    }

    @Override
    public FontSpecification getFontSpecification() {
      return marker.getFontSpecification();
    }
  }
}
