package dev.hookpress.job.document;

import java.util.List;

/**
 * Styles a document's HTML with Tailwind CSS classes.
 *
 * @param fonts fonts requested by the client; the first is the document's default
 */
public record TailwindStyling(List<FontRequest> fonts) {
  public TailwindStyling {
    fonts = fonts == null ? List.of() : List.copyOf(fonts);
  }
}
