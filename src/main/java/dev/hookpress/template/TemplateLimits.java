package dev.hookpress.template;

/**
 * Limits on the work of one template. They count steps, not seconds, so the same template and data
 * give the same result on every machine.
 *
 * @param maxBytes size of a template, in UTF-8
 * @param maxTags tags in a template; parsing a tag takes 0.1 ms, more than rendering it
 * @param maxDepth nesting depth of blocks; each {@code else if} counts as one level
 * @param maxOutputBytes size of the HTML that a template produces, in UTF-8
 * @param maxSteps total of lookups, iterations, calls and pieces of text
 * @param cachedBytes approximate memory for compiled templates
 */
public record TemplateLimits(
    int maxBytes, int maxTags, int maxDepth, int maxOutputBytes, long maxSteps, long cachedBytes) {

  /**
   * Limits far above the needs of invoices and reports: a table of 10,000 rows with ten formatted
   * cells takes about three million steps. Five million steps take a second or two.
   */
  public static TemplateLimits withOutput(int maxOutputBytes) {
    return new TemplateLimits(1 << 20, 5_000, 64, maxOutputBytes, 5_000_000, 32 << 20);
  }
}
