package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.extend.ReplacedElement;
import com.openhtmltopdf.layout.LayoutContext;
import com.openhtmltopdf.pdfboxout.PdfBoxOutputDevice;
import com.openhtmltopdf.pdfboxout.PdfBoxReplacedElement;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.Point;
import java.awt.Rectangle;
import org.w3c.dom.Element;

/**
 * A picture that is drawn as it is. The engine sets the opacity in the PDF only for what has a
 * colour; so a picture would be as faint as what was drawn before it, such as a translucent border.
 */
public final class OpaquePicture implements PdfBoxReplacedElement {
  /** In dots, outside of any page: viewers draw what is small as one pixel at least. */
  private static final Rectangle UNSEEN = new Rectangle(-100_000, -100_000, 1, 1);

  private final PdfBoxReplacedElement picture;

  private OpaquePicture(PdfBoxReplacedElement picture) {
    this.picture = picture;
  }

  /**
   * The element as it is drawn: that of a picture is changed. Not one with an image map, for whose
   * links the engine looks in its own class.
   */
  public static ReplacedElement of(ReplacedElement drawn, Element element) {
    return drawn instanceof PdfBoxReplacedElement picture && !element.hasAttribute("usemap")
        ? new OpaquePicture(picture)
        : drawn;
  }

  @Override
  public void paint(RenderingContext context, PdfBoxOutputDevice output, BlockBox box) {
    output.setColor(FSRGBColor.BLACK);
    output.fill(UNSEEN);
    // The engine's pictures look for themselves in their boxes.
    box.setReplacedElement(picture);
    try {
      picture.paint(context, output, box);
    } finally {
      box.setReplacedElement(this);
    }
  }

  @Override
  public int getIntrinsicWidth() {
    return picture.getIntrinsicWidth();
  }

  @Override
  public int getIntrinsicHeight() {
    return picture.getIntrinsicHeight();
  }

  @Override
  public Point getLocation() {
    return picture.getLocation();
  }

  @Override
  public void setLocation(int x, int y) {
    picture.setLocation(x, y);
  }

  @Override
  public void detach(LayoutContext context) {
    picture.detach(context);
  }

  @Override
  public boolean isRequiresInteractivePaint() {
    return picture.isRequiresInteractivePaint();
  }

  @Override
  public int getBaseline() {
    return picture.getBaseline();
  }

  @Override
  public boolean hasBaseline() {
    return picture.hasBaseline();
  }
}
