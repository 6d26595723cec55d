package dev.hookpress.render.pdf;

import com.openhtmltopdf.context.StyleReference;
import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.newmatch.PageInfo;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.UserAgentCallback;
import com.openhtmltopdf.layout.SharedContext;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.pdf.fit.AutomaticMargins;
import dev.hookpress.render.pdf.fit.ContentScale;
import dev.hookpress.render.pdf.fit.FirstMargins;
import dev.hookpress.render.pdf.fit.LastBreak;
import dev.hookpress.render.pdf.fit.LimitedWidth;
import dev.hookpress.render.pdf.fit.PageOverflow;
import dev.hookpress.render.pdf.lines.GeneratedContent;
import dev.hookpress.render.pdf.lines.HeaderCells;
import dev.hookpress.render.pdf.lines.Indents;
import dev.hookpress.render.pdf.lines.InheritedEffects;
import dev.hookpress.render.pdf.lines.MonospaceSizes;
import dev.hookpress.render.pdf.lines.RelativeSizes;
import dev.hookpress.render.pdf.paint.CollapsedColours;
import dev.hookpress.render.pdf.paint.Legends;
import dev.hookpress.render.pdf.paint.ListMarkers;
import dev.hookpress.render.pdf.paint.MissingPictures;
import dev.hookpress.render.pdf.paint.OffPage;
import dev.hookpress.render.pdf.paint.SolidBorders;
import dev.hookpress.render.pdf.paint.TableTransforms;
import dev.hookpress.render.pdf.table.PictureShares;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Corrects the engine's cascade element by element: styles on which the engine fails, and defaults
 * that depend on other elements.
 */
final class CorrectedStyles extends StyleReference {
  private static final List<CSSName> AVOIDING =
      List.of(CSSName.PAGE_BREAK_INSIDE, CSSName.PAGE_BREAK_BEFORE, CSSName.PAGE_BREAK_AFTER);

  /**
   * Any value but {@code visible} makes the engine contain floats, and any but {@code hidden} lets
   * content overflow.
   */
  private static final IdentValue NOT_CLIPPED = IdentValue.NORMAL;

  private static final Set<IdentValue> TABLE_PARTS =
      Set.of(
          IdentValue.TABLE_CELL,
          IdentValue.TABLE_ROW,
          IdentValue.TABLE_ROW_GROUP,
          IdentValue.TABLE_HEADER_GROUP,
          IdentValue.TABLE_FOOTER_GROUP,
          IdentValue.TABLE_CAPTION);

  private final StyleReference styles;
  private final SharedContext context;
  private final RoundedCorners corners;
  private final Attempt attempt;
  private final ContentScale scale;
  private final Warnings warnings;

  private final FirstMargins.Styles uncorrected =
      new FirstMargins.Styles() {
        @Override
        public CascadedStyle of(Element element) {
          return cascaded(element);
        }

        @Override
        public boolean generates(Element element) {
          return styles.getPseudoElementStyle(element, "before") != null
              || styles.getPseudoElementStyle(element, "after") != null;
        }
      };

  /** Created for the first length that is measured. */
  private CssContext measures;

  CorrectedStyles(
      StyleReference styles,
      UserAgentCallback userAgent,
      SharedContext context,
      RoundedCorners corners,
      Attempt attempt,
      ContentScale scale,
      Warnings warnings) {
    super(userAgent);
    this.styles = styles;
    this.context = context;
    this.corners = corners;
    this.attempt = attempt;
    this.scale = scale;
    this.warnings = warnings;
  }

  @Override
  public CascadedStyle getCascadedStyle(Element element, boolean restyle) {
    CascadedStyle style = styles.getCascadedStyle(element, restyle);
    if (element == null || style.countAssigned() == 0 && !isFlowRoot(element)) {
      return style;
    }
    List<PropertyDeclaration> corrections = new ArrayList<>(0);
    correctBreaks(style, corrections);
    if (attempt == Attempt.SIMPLIFIED) {
      PlainStyles.simplify(element.getNodeName(), style, corrections);
    }
    // Later attempts must not fail because of these corrections.
    if (attempt.isCorrected()) {
      correctDisplay(style, corrections);
      TableSizes.correct(element, style, corrections);
      if (!TableTransforms.correct(style, corrections)) {
        warnings.looks("The transform of a table is not drawn");
      }
      correctFlow(element, style, corrections);
      if (isFlowRoot(element) && ident(style, CSSName.OVERFLOW) != IdentValue.HIDDEN) {
        corrections.add(keyword(CSSName.OVERFLOW, NOT_CLIPPED));
      }
      RelativeSizes.correct(style, corrections);
      CalculatedStyle parent = parent(element);
      MonospaceSizes.correct(style, parent, corrections);
      if (parent != null) {
        InheritedEffects.correct(style, parent, measures(), corrections);
        LimitedWidth.correct(style, parent, measures(), corrections);
        FirstMargins.correct(element, style, parent, uncorrected, measures(), corrections);
        CollapsedColours.correct(
            element, style, parent, context::getStyle, measures(), corrections);
      }
      correctIndent(element, style, corrections);
      correctSide(element, style, corrections);
      Legends.correct(element, style, parent, corrections);
      HeaderCells.correct(element, style, parent, corrections);
      SolidBorders.correct(style, parent, corrections);
      MissingPictures.correct(element, style, corrections);
      OffPage.correct(style, corrections);
      PageOverflow.correct(element, style, corrections);
      Indents.note(element, style);
      AutomaticMargins.note(element, style);
      ListMarkers.note(element, style);
      if (Replacements.isPicture(element)) {
        PictureShares.note(element, style);
      }
      LastBreak.correct(element, style, this::cascaded, corrections);
      if (style.hasProperty(CSSName.BORDER_TOP_LEFT_RADIUS)) {
        corners.add(element);
      }
    }
    return corrected(style, corrections);
  }

  private CascadedStyle cascaded(Element element) {
    return styles.getCascadedStyle(element, false);
  }

  private static CascadedStyle corrected(
      CascadedStyle style, List<PropertyDeclaration> corrections) {
    return corrections.isEmpty()
        ? style
        : CascadedStyle.createLayoutStyle(style, corrections.toArray(PropertyDeclaration[]::new));
  }

  private static boolean isFlowRoot(Element element) {
    return element.hasAttribute(StyledDocument.FLOW_ROOT);
  }

  @Override
  public CascadedStyle getPseudoElementStyle(Node node, String pseudoElement) {
    CascadedStyle style = styles.getPseudoElementStyle(node, pseudoElement);
    if (attempt == Attempt.SIMPLIFIED || Replacements.isField(node)) {
      return null;
    }
    if (style == null || style.countAssigned() == 0 || !attempt.isCorrected()) {
      return style;
    }
    List<PropertyDeclaration> corrections = new ArrayList<>(0);
    correctDisplay(style, corrections);
    RelativeSizes.correct(style, corrections);
    CalculatedStyle parent = null;
    if (node instanceof Element owner) {
      parent = context.getStyle(owner);
      GeneratedContent.correct(owner, style, corrections);
    }
    SolidBorders.correct(style, parent, corrections);
    if (parent != null) {
      InheritedEffects.correct(style, parent, measures(), corrections);
    }
    CascadedStyle corrected = corrected(style, corrections);
    if (style.hasProperty(CSSName.BORDER_TOP_LEFT_RADIUS) && node instanceof Element element) {
      corners.add(element, corrected);
    }
    return corrected;
  }

  /**
   * An element out of flow becomes block-level whatever its display (CSS 2.1 §9.7). The engine
   * fails on table parts there.
   */
  private static void correctDisplay(CascadedStyle style, List<PropertyDeclaration> corrections) {
    IdentValue floating = ident(style, CSSName.FLOAT);
    IdentValue position = ident(style, CSSName.POSITION);
    boolean outOfFlow =
        floating == IdentValue.LEFT
            || floating == IdentValue.RIGHT
            || position == IdentValue.ABSOLUTE
            || position == IdentValue.FIXED;
    if (!outOfFlow) {
      return;
    }
    IdentValue display = ident(style, CSSName.DISPLAY);
    if (display == null || display == IdentValue.INLINE || TABLE_PARTS.contains(display)) {
      corrections.add(keyword(CSSName.DISPLAY, IdentValue.BLOCK));
    }
  }

  private static IdentValue ident(CascadedStyle style, CSSName property) {
    PropertyDeclaration declaration = style.propertyByName(property);
    return declaration != null
            && declaration.getValue().getPrimitiveType() == CSSPrimitiveValue.CSS_IDENT
        ? declaration.asIdentValue()
        : null;
  }

  /** Corrects valid CSS on which the engine fails in certain contexts. */
  private void correctFlow(
      Element element, CascadedStyle style, List<PropertyDeclaration> corrections) {
    IdentValue position = ident(style, CSSName.POSITION);
    if (position == IdentValue.ABSOLUTE || position == IdentValue.FIXED) {
      // Floats do not affect positioned elements (CSS 2.1 §9.5.2).
      if (style.hasProperty(CSSName.CLEAR)) {
        corrections.add(keyword(CSSName.CLEAR, IdentValue.NONE));
      }
    }
    IdentValue display = ident(style, CSSName.DISPLAY);
    boolean plainBlock =
        display == IdentValue.BLOCK && !style.hasProperty(CSSName.FLOAT) && position == null;
    if (style.hasProperty(CSSName.COLUMN_COUNT) && !plainBlock) {
      corrections.add(keyword(CSSName.COLUMN_COUNT, IdentValue.AUTO));
    }
    if (display != null && TABLE_PARTS.contains(display) && Replacements.isPicture(element)) {
      corrections.add(keyword(CSSName.DISPLAY, IdentValue.INLINE_BLOCK));
    }
    if (ident(style, CSSName.TABLE_LAYOUT) == IdentValue.FIXED && isCentred(style)) {
      // The engine makes such a table as wide as its container.
      corrections.add(keyword(CSSName.TABLE_LAYOUT, IdentValue.AUTO));
    }
    if (display != IdentValue.TABLE_CAPTION && display != IdentValue.LIST_ITEM) {
      return;
    }
    CalculatedStyle parent = parent(element);
    if (display == IdentValue.TABLE_CAPTION
        && parent != null
        && !parent.isTable()
        && !parent.isInlineTable()) {
      corrections.add(keyword(CSSName.DISPLAY, IdentValue.BLOCK));
    }
    if (display == IdentValue.LIST_ITEM && parent != null && parent.isInline()) {
      corrections.add(keyword(CSSName.DISPLAY, IdentValue.BLOCK));
    }
  }

  private static boolean isCentred(CascadedStyle style) {
    return style.hasProperty(CSSName.WIDTH)
        && ident(style, CSSName.WIDTH) != IdentValue.AUTO
        && (ident(style, CSSName.MARGIN_LEFT) == IdentValue.AUTO
            || ident(style, CSSName.MARGIN_RIGHT) == IdentValue.AUTO);
  }

  /** After a failure, resets the break properties on which the engine fails most often. */
  private void correctBreaks(CascadedStyle style, List<PropertyDeclaration> corrections) {
    if (attempt.isPaginated()) {
      return;
    }
    if (style.hasProperty(CSSName.FS_TABLE_PAGINATE)) {
      corrections.add(keyword(CSSName.FS_TABLE_PAGINATE, IdentValue.AUTO));
    }
    if (!attempt.isCorrected()) {
      for (CSSName property : AVOIDING) {
        if (ident(style, property) == IdentValue.AVOID) {
          corrections.add(keyword(property, IdentValue.AUTO));
        }
      }
    }
  }

  private static PropertyDeclaration keyword(CSSName property, IdentValue value) {
    return CascadedStyle.createLayoutPropertyDeclaration(property, value);
  }

  private CssContext measures() {
    if (measures == null) {
      measures = context.newLayoutContextInstance();
    }
    return measures;
  }

  /** Puts the default indent of lists on the start side. */
  private void correctIndent(
      Element element, CascadedStyle style, List<PropertyDeclaration> corrections) {
    CSSName from =
        switch (element.getNodeName()) {
          case "ol", "ul", "dir", "menu" -> CSSName.PADDING_LEFT;
          case "dd" -> CSSName.MARGIN_LEFT;
          default -> null;
        };
    if (from == null || !isRightToLeft(element, style)) {
      return;
    }
    CSSName to = from == CSSName.PADDING_LEFT ? CSSName.PADDING_RIGHT : CSSName.MARGIN_RIGHT;
    PropertyDeclaration indent = style.propertyByName(from);
    if (indent == null || indent.getOrigin() != StylesheetInfo.USER_AGENT) {
      return;
    }
    PropertyValue none = new PropertyValue(CSSPrimitiveValue.CSS_PX, 0, "0px");
    corrections.add(new PropertyDeclaration(from, none, false, StylesheetInfo.USER_AGENT));
    PropertyDeclaration other = style.propertyByName(to);
    if (other == null || other.getOrigin() == StylesheetInfo.USER_AGENT) {
      corrections.add(
          new PropertyDeclaration(to, indent.getValue(), false, StylesheetInfo.USER_AGENT));
    }
  }

  /**
   * Aligns a block that is narrower than its parent with the parent's start side, unless it is the
   * table of a container, which has its place.
   */
  private void correctSide(
      Element element, CascadedStyle style, List<PropertyDeclaration> corrections) {
    IdentValue display = ident(style, CSSName.DISPLAY);
    boolean narrow =
        display == IdentValue.TABLE
            || display == IdentValue.BLOCK
                && (style.hasProperty(CSSName.WIDTH) || style.hasProperty(CSSName.MAX_WIDTH));
    boolean placed =
        element.getNodeName().equals("span") && ident(style, CSSName.DIRECTION) == IdentValue.LTR;
    if (!narrow || placed || ident(style, CSSName.MARGIN_RIGHT) == IdentValue.AUTO) {
      return;
    }
    CalculatedStyle parent = parent(element);
    if (parent != null && parent.getDirection() == IdentValue.RTL) {
      corrections.add(keyword(CSSName.MARGIN_LEFT, IdentValue.AUTO));
    }
  }

  private boolean isRightToLeft(Element element, CascadedStyle style) {
    IdentValue own = ident(style, CSSName.DIRECTION);
    if (own != null && own != IdentValue.INHERIT) {
      return own == IdentValue.RTL;
    }
    CalculatedStyle parent = parent(element);
    return parent != null && parent.getDirection() == IdentValue.RTL;
  }

  private CalculatedStyle parent(Element element) {
    return element.getParentNode() instanceof Element parent ? context.getStyle(parent) : null;
  }

  @Override
  public CalculatedStyle getRootElementStyle() {
    return styles.getRootElementStyle();
  }

  @Override
  public boolean isHoverStyled(Element element) {
    return styles.isHoverStyled(element);
  }

  @Override
  public int getFragmentHide(Element element) {
    return styles.getFragmentHide(element);
  }

  @Override
  public String getCSSForAllDescendants(Element element) {
    return styles.getCSSForAllDescendants(element);
  }

  @Override
  public PageInfo getPageStyle(String pageName, String pseudoPage) {
    return scale.page(styles.getPageStyle(pageName, pseudoPage));
  }

  @Override
  public List<FontFaceRule> getFontFaceRules() {
    return styles.getFontFaceRules();
  }
}
