package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.style.derived.BorderPropertySet;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.newtable.TableCellBox;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.BorderPainter;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.pdf.box.BoxTree;
import java.awt.Rectangle;
import java.awt.geom.Area;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/**
 * Draws shadows outside boxes ({@code box-shadow}), which the engine does not support, under their
 * backgrounds. A blurred one consists of translucent shapes, each a little smaller than the one
 * before it, which add up to the profile of a Gaussian blur (CSS Backgrounds 3, section 6.1).
 */
public final class BoxShadows {
  /** More is not seen on paper; each shape is some 100 bytes of the PDF. */
  private static final int MAX_SHAPES = 20;

  private static final double PIXELS_PER_SHAPE = 1.5;

  /** Pages have some dozens; hostile documents are drawn without the rest. */
  private static final int MAX_SHADOWS = 5_000;

  /** In pixels; a wider blur or spread would leave nothing to be seen. */
  private static final double WIDEST = 400;

  private final int dotsPerPixel;
  private int shadows;

  private BoxShadows(int dotsPerPixel) {
    this.dotsPerPixel = dotsPerPixel;
  }

  /**
   * Call after layout and before drawing.
   *
   * @param dotsPerPixel the engine's dots in a pixel of the stylesheet's
   */
  public static void add(BlockBox root, int dotsPerPixel) {
    if (root.getElement().hasAttribute(StyledDocument.BOX_SHADOW)) {
      BoxTree.visit(root, new BoxShadows(dotsPerPixel)::add);
    }
  }

  /** Lengths in dots. */
  private record Shadow(double right, double down, double blur, double spread, FSRGBColor colour) {}

  private void add(Box box) {
    Element element = box.getElement();
    // Cells are drawn in another way, with the backgrounds of their rows.
    if (box instanceof BlockBox block
        && !(box instanceof TableCellBox)
        && !box.isAnonymous()
        && element != null
        && element.hasAttribute(StyledDocument.BOX_SHADOW)) {
      List<Shadow> own = read(element.getAttribute(StyledDocument.BOX_SHADOW));
      shadows += own.size();
      if (!own.isEmpty() && shadows <= MAX_SHADOWS) {
        block.setStyle(new Shadowed(block, own));
      }
    }
  }

  private List<Shadow> read(String text) {
    List<Shadow> read = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(";")) {
      String[] numbers = part.split(" ");
      double[] lengths = new double[4];
      for (int i = 0; i < lengths.length; i++) {
        double pixels = Double.parseDouble(numbers[i]);
        lengths[i] = Math.max(-WIDEST, Math.min(WIDEST, pixels)) * dotsPerPixel;
      }
      FSRGBColor colour =
          new FSRGBColor(
              channel(numbers[4]),
              channel(numbers[5]),
              channel(numbers[6]),
              Float.parseFloat(numbers[7]));
      read.add(new Shadow(lengths[0], lengths[1], Math.max(0, lengths[2]), lengths[3], colour));
    }
    return read;
  }

  private static int channel(String share) {
    return Math.round(Float.parseFloat(share) * 255);
  }

  /** The style of a box that is drawn over its shadows. */
  private final class Shadowed extends PaintedStyle {
    private final BlockBox box;
    private final List<Shadow> shadows;

    Shadowed(BlockBox box, List<Shadow> shadows) {
      super(box);
      this.box = box;
      this.shadows = shadows;
    }

    @Override
    boolean draws(RenderingContext context, int nth) {
      if (nth == 1) {
        Rectangle edge = box.getPaintingBorderEdge(context);
        BorderPropertySet border = getBorder(context);
        Area inside = new Area(BorderPainter.generateBorderBounds(edge, border, false));
        double radius = border.getTopLeft().getMaxLeft(edge.width);
        shadows.forEach(one -> draw(one, edge, radius, inside, context.getOutputDevice()));
      }
      return true;
    }
  }

  private void draw(
      Shadow shadow, Rectangle edge, double radius, Area inside, OutputDevice output) {
    Area outside =
        new Area(grown(edge, shadow, shadow.blur(), radius).getBounds2D().createUnion(edge));
    outside.subtract(inside);
    output.pushClip(outside);
    int shapes = shapes(shadow.blur());
    double step = 2 * shadow.blur() / shapes;
    double before = 0;
    for (int i = 0; i < shapes; i++) {
      RoundRectangle2D shape = grown(edge, shadow, shadow.blur() - i * step, radius);
      if (shape.isEmpty() || inside.contains(shape.getBounds2D())) {
        break;
      }
      double middle = shadow.blur() - (i + 0.5) * step;
      double alpha = shadow.colour().getAlpha() * covered(middle, shadow.blur());
      output.setColor(translucent(shadow.colour(), (alpha - before) / (1 - before)));
      output.fill(shape);
      before = alpha;
    }
    output.popClip();
  }

  private int shapes(double blur) {
    return (int)
        Math.max(1, Math.min(MAX_SHAPES, Math.ceil(blur / dotsPerPixel / PIXELS_PER_SHAPE)));
  }

  /** The box as its shadow has it, larger by so much, with as much rounder corners. */
  private static RoundRectangle2D grown(Rectangle edge, Shadow shadow, double by, double radius) {
    double more = shadow.spread() + by;
    double round = Math.max(0, radius == 0 ? by : radius + more);
    return new RoundRectangle2D.Double(
        edge.x + shadow.right() - more,
        edge.y + shadow.down() - more,
        edge.width + 2 * more,
        edge.height + 2 * more,
        2 * round,
        2 * round);
  }

  /**
   * The share of a shadow's colour at a distance outside its edge: the integral of a Gaussian whose
   * standard deviation is half of the blur, within a thousandth.
   */
  private static double covered(double distance, double blur) {
    if (blur == 0) {
      return 1;
    }
    double deviations = distance / (blur / 2);
    double argument = Math.sqrt(2 / Math.PI) * (deviations + 0.044715 * Math.pow(deviations, 3));
    return (1 - Math.tanh(argument)) / 2;
  }

  private static FSRGBColor translucent(FSRGBColor colour, double alpha) {
    // Few values, since each is an object of the PDF.
    float rounded = Math.round(alpha * 10_000) / 10_000f;
    return new FSRGBColor(colour.getRed(), colour.getGreen(), colour.getBlue(), rounded);
  }
}
