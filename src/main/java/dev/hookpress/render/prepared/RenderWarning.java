package dev.hookpress.render.prepared;

/** A readable warning about a difference between a PDF and what its author intended. */
public record RenderWarning(Kind kind, String text) {
  /** The kind of difference, most important first. */
  public enum Kind {
    /** The document is empty unless its scripts run. */
    EMPTY_WITHOUT_SCRIPTS,
    /** What a browser would print is missing from the PDF. */
    CONTENT_OF_BROWSERS,
    /** Text, an image or an element of the document is missing from the PDF. */
    CONTENT,
    /** Something has a different position or size. */
    LAYOUT,
    /** CSS that places content has no effect; a browser may place it as its author wants. */
    LAYOUT_NOT_UNDERSTOOD,
    /** A CSS declaration has no effect. */
    LOOKS;

    /** Whether a browser would show more of the document, as far as its HTML tells. */
    public boolean needsBrowser() {
      return compareTo(CONTENT_OF_BROWSERS) <= 0;
    }

    /** Whether content is missing from the PDF. */
    public boolean isLoss() {
      return compareTo(CONTENT) <= 0;
    }
  }

  public static RenderWarning content(String text) {
    return new RenderWarning(Kind.CONTENT, text);
  }

  public static RenderWarning layout(String text) {
    return new RenderWarning(Kind.LAYOUT, text);
  }

  public static RenderWarning layoutNotUnderstood(String text) {
    return new RenderWarning(Kind.LAYOUT_NOT_UNDERSTOOD, text);
  }

  public static RenderWarning looks(String text) {
    return new RenderWarning(Kind.LOOKS, text);
  }
}
