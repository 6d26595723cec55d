package dev.hookpress.render.prepared;

/** Something in which a PDF differs from what its author meant, in plain words. */
public record RenderWarning(Kind kind, String text) {
  /** How much it matters; the most important first. */
  public enum Kind {
    /** The document shows nothing unless its scripts are run. */
    EMPTY_WITHOUT_SCRIPTS,
    /** Text, an image or an element of the document is not in the PDF. */
    CONTENT,
    /** Something is at another place or of another size. */
    LAYOUT,
    /** A declaration of a stylesheet has no effect. */
    LOOKS;

    /** Whether the PDF lacks something. */
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

  public static RenderWarning looks(String text) {
    return new RenderWarning(Kind.LOOKS, text);
  }
}
