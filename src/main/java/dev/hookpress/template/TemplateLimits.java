package dev.hookpress.template;

/**
 * How much one template may cost. Counts and not seconds: the same template with the same data ends
 * in the same way on every machine.
 *
 * @param maxBytes of a template, in UTF-8
 * @param maxTags in a template. Parsing one takes a tenth of a millisecond, more than rendering it
 * @param maxDepth of blocks within blocks, each {@code else if} counted as one
 * @param maxOutputBytes of the HTML that a template makes, in UTF-8
 * @param maxSteps look-ups, repetitions, calls and pieces of text, together
 * @param cachedBytes that compiled templates may take in memory, roughly
 */
public record TemplateLimits(
    int maxBytes, int maxTags, int maxDepth, int maxOutputBytes, long maxSteps, long cachedBytes) {

  /**
   * What invoices and reports do not come near: a table of 10,000 rows with ten formatted cells
   * takes about three million steps. Five million are a second or two.
   */
  public static TemplateLimits withOutput(int maxOutputBytes) {
    return new TemplateLimits(1 << 20, 5_000, 64, maxOutputBytes, 5_000_000, 32 << 20);
  }
}
