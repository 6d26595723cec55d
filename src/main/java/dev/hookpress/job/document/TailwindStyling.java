package dev.hookpress.job.document;

import java.util.List;

/**
 * That a document's HTML is styled by the classes of Tailwind CSS.
 *
 * @param fonts what the client asks for; the first is the document's
 */
public record TailwindStyling(List<FontRequest> fonts) {
  public TailwindStyling {
    fonts = fonts == null ? List.of() : List.copyOf(fonts);
  }
}
