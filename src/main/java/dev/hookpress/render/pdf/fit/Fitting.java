package dev.hookpress.render.pdf.fit;

import dev.hookpress.job.document.RenderOptions.ContentFit;
import dev.hookpress.render.prepared.RenderWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way to fit content into the page's width. Content that is too wide is shrunk as browsers do,
 * and further than that rather than cut off, unless the page's own {@code overflow} asks for it; if
 * that is not allowed or not enough, words are broken.
 *
 * @param shrunk whether this layout is shrunk already
 */
public record Fitting(ContentScale scale, boolean mayShrink, boolean shrunk, boolean breaksWords) {
  public static Fitting first(ContentFit fit) {
    return new Fitting(ContentScale.of(fit.scale()), fit.shrink(), false, false);
  }

  /** What to try after a layout of this extent; empty if this layout is to be printed. */
  public Optional<Fitting> next(ContentExtent extent) {
    if (mayShrink && !shrunk && extent.excess() > 1) {
      ContentScale smaller = scale.shrunkBy(extent.excess(), extent.contentExcess());
      if (smaller.dotsPerPixel() < scale.dotsPerPixel()) {
        return Optional.of(new Fitting(smaller, true, true, breaksWords));
      }
    }
    if (mayShrink && scale.isBrowsersLeast() && extent.isCutOff() && !extent.isClipped()) {
      ContentScale smaller = scale.shrunkFurtherBy(extent.excess(), extent.contentExcess());
      if (smaller.dotsPerPixel() < scale.dotsPerPixel()) {
        return Optional.of(new Fitting(smaller, true, true, breaksWords));
      }
    }
    return extent.isPartlyCutOff() && !breaksWords
        ? Optional.of(new Fitting(scale, false, shrunk, true))
        : Optional.empty();
  }

  /** The stylesheet of this fitting, which the document's own stylesheets may override. */
  public String css() {
    return breaksWords ? "*{word-wrap:break-word}" : "";
  }

  /** The warnings about a layout that is printed. */
  public List<RenderWarning> warnings(ContentExtent extent, ContentFit asked) {
    List<RenderWarning> warnings = new ArrayList<>();
    if (scale.dotsPerPixel() < ContentScale.of(asked.scale()).dotsPerPixel()) {
      warnings.add(
          RenderWarning.layout(
              "Content is wider than the page: everything is shrunk to %d %% to fit"
                  .formatted(scale.percent())));
    }
    if (extent.isCutOff()) {
      warnings.add(RenderWarning.content("Content beyond the side of the page is cut off"));
    }
    if (extent.isScrolled()) {
      warnings.add(
          RenderWarning.content("Content that a reader would have to scroll to is cut off"));
    }
    return warnings;
  }
}
