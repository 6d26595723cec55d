package dev.hookpress.job.document;

/**
 * What is printed of the HTML parts.
 *
 * @param backgrounds whether backgrounds, colours and images, are printed
 * @param cssPageSize whether the size in the document's own {@code @page} rules takes precedence
 *     over that of the page layout
 */
public record PrintOptions(boolean backgrounds, boolean cssPageSize) {
  /** The default for requests without options. */
  public static final PrintOptions STANDARD = new PrintOptions(true, true);
}
