package dev.hookpress.template;

import java.util.List;

/** The result of rendering a template with its data. */
public sealed interface Rendering {
  /** The most names that are reported as missing. */
  int MAX_MISSING = 20;

  /**
   * The HTML, still untrusted because the template comes from a client.
   *
   * @param missing names that the template prints, outside of conditions, and that the data does
   *     not have; at most {@link #MAX_MISSING}
   */
  record Html(String html, List<String> missing) implements Rendering {
    public Html {
      missing = List.copyOf(missing);
    }

    /** HTML of a template whose data is complete. */
    public Html(String html) {
      this(html, List.of());
    }
  }

  /** Rendering failed. */
  record Failed(TemplateFault fault) implements Rendering {}
}
