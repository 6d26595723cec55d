package dev.hookpress.dialect.enconvert;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.JsonRequest;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.document.Part;
import java.util.List;
import java.util.Optional;

/**
 * Reads a request for all pages of a website, which become one ZIP. The pages are those of its
 * sitemap; sites are not crawled.
 */
final class EnconvertWebsite {
  private static final String MODE = "crawl_mode";
  private static final int MAX_WORD_CHARACTERS = 16;
  private static final List<String> MODES = List.of("auto", "sitemap", "full");
  private static final List<String> PATTERNS = List.of("include_patterns", "exclude_patterns");

  private EnconvertWebsite() {}

  /** Asks for the site's pages first, then makes a batch of them. */
  static Decoded decode(Submission submission, TargetCheck targets) {
    boolean[] full = {false};
    Decoded decoded =
        JsonRequest.tolerant(
            submission,
            targets,
            (object, rules, faults) -> {
              full[0] = mode(object, faults).equals("full");
              return read(object, rules, faults, submission.found());
            });
    if (!(decoded instanceof Decoded.Request request)) {
      return decoded;
    }
    if (full[0]) {
      return new Decoded.Refused(
          Problem.of(
              Problem.Type.NOT_OFFERED,
              "Sites are not crawled: crawl_mode must be auto or sitemap."));
    }
    return submission.found().isPresent()
        ? request
        : new Decoded.Website(((Part.Url) request.documents().get(0).parts().get(0)).url());
  }

  private static String mode(StrictObject object, Faults faults) {
    String mode = object.text(MODE, MAX_WORD_CHARACTERS).orElse("auto");
    if (!MODES.contains(mode)) {
      faults.add(object.pointerTo(MODE), "Must be auto, sitemap or full.");
    }
    return mode;
  }

  private static Optional<Decoded.Request> read(
      StrictObject object, UrlRules rules, Faults faults, Optional<Submission.Pages> found) {
    for (String name : PATTERNS) {
      if (object.value(name).isPresent()) {
        faults.withoutEffect(object.pointerTo(name), "it is for crawl_mode full only.");
      }
    }
    return EnconvertRequest.website(object, rules, faults, found);
  }
}
