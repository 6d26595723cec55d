package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.css.style.FSDerivedValue;
import com.openhtmltopdf.css.style.derived.BorderPropertySet;
import com.openhtmltopdf.css.style.derived.RectPropertySet;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;

/** The style of a box that is laid out, but for what a subclass answers otherwise. */
abstract class DelegatedStyle extends CalculatedStyle {
  private final CalculatedStyle style;

  DelegatedStyle(CalculatedStyle style) {
    this.style = style;
  }

  @Override
  public boolean isVisible(RenderingContext context, Box asking) {
    return style.isVisible(context, asking);
  }

  @Override
  public FSDerivedValue valueByName(CSSName name) {
    return style.valueByName(name);
  }

  @Override
  public CalculatedStyle getParent() {
    return style.getParent();
  }

  @Override
  public BorderPropertySet getBorder(CssContext context) {
    return style.getBorder(context);
  }

  @Override
  public RectPropertySet getMarginRect(float width, CssContext context, boolean cached) {
    return style.getMarginRect(width, context, cached);
  }

  @Override
  public RectPropertySet getPaddingRect(float width, CssContext context, boolean cached) {
    return style.getPaddingRect(width, context, cached);
  }
}
