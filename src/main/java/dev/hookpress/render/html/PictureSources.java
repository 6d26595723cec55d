package dev.hookpress.render.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * Selects the image of an {@code img} among {@code picture}'s sources and {@code srcset}'s
 * candidates, as a browser that prints one image pixel per CSS pixel: the HTML standard's
 * "Selecting an image source".
 */
public final class PictureSources {
  private static final Evaluator WITH_CANDIDATES = Selector.evaluatorOf("picture img, img[srcset]");

  private static final Set<String> TYPES =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/jpg",
          "image/gif",
          "image/webp",
          "image/svg+xml",
          "image/bmp");

  private static final Pattern FEATURE =
      Pattern.compile(
          "\\(\\s*(min|max)-width\\s*:\\s*([0-9]{1,5}(?:\\.[0-9]+)?)(px|em|rem)\\s*\\)");

  private static final Pattern PIXELS = Pattern.compile("([0-9]{1,5}(?:\\.[0-9]+)?)px");
  private static final double PIXELS_PER_EM = 16;

  /** More candidates than any author writes. */
  private static final int MAX_CANDIDATES = 64;

  private final double width;
  private final String medium;

  private PictureSources(double width, boolean screen) {
    this.width = width;
    this.medium = screen ? "screen" : "print";
  }

  /**
   * Writes the selection into each image's {@code src}.
   *
   * @param width of the page's area, in CSS pixels
   * @param screen whether media queries match {@code screen} rather than {@code print}
   */
  public static void choose(Document dom, double width, boolean screen) {
    PictureSources sources = new PictureSources(width, screen);
    for (Element image : dom.select(WITH_CANDIDATES)) {
      sources.choice(image).ifPresent(chosen -> show(image, chosen));
    }
  }

  private static void show(Element image, Candidate chosen) {
    image.attr("src", chosen.url());
    // An image selected by width has the width given by its sizes.
    if (chosen.width() > 0 && !image.hasAttr("width") && !image.hasAttr("height")) {
      image.attr("width", Long.toString(Math.round(chosen.width())));
    }
  }

  private Optional<Candidate> choice(Element image) {
    Element picture = image.parent();
    if (picture != null && picture.normalName().equals("picture")) {
      for (Element source : picture.children()) {
        if (source == image) {
          break;
        }
        if (source.normalName().equals("source") && applies(source)) {
          Optional<Candidate> chosen = candidate(source, "");
          if (chosen.isPresent()) {
            return chosen;
          }
        }
      }
    }
    return candidate(image, image.attr("src"));
  }

  private boolean applies(Element source) {
    String type = source.attr("type").strip().toLowerCase(Locale.ROOT);
    return (type.isEmpty() || TYPES.contains(type)) && matches(source.attr("media"));
  }

  /** Evaluates the few kinds of media queries that pictures use; an unknown one does not match. */
  private boolean matches(String media) {
    if (media.isBlank()) {
      return true;
    }
    for (String query : media.toLowerCase(Locale.ROOT).split(",")) {
      if (matchesAll(query.split("\\band\\b"))) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesAll(String[] parts) {
    for (String part : parts) {
      String trimmed = part.strip().replaceFirst("^only\\s+", "");
      Matcher feature = FEATURE.matcher(trimmed);
      if (feature.matches()) {
        double value = Double.parseDouble(feature.group(2));
        double pixels = feature.group(3).equals("px") ? value : value * PIXELS_PER_EM;
        if (feature.group(1).equals("min") ? width < pixels : width > pixels) {
          return false;
        }
      } else if (!trimmed.equals(medium)
          && !trimmed.equals("all")
          && !trimmed.equals("(prefers-color-scheme: light)")) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param density image pixels per CSS pixel
   * @param width in CSS pixels; 0 for the image's own
   */
  private record Candidate(String url, double density, double width) {}

  /**
   * The candidate of least density not below 1, or else of greatest density.
   *
   * @param plain has a density of 1, unless the candidates state widths
   */
  private Optional<Candidate> candidate(Element element, String plain) {
    List<Candidate> candidates = candidates(element.attr("srcset"), size(element.attr("sizes")));
    if (!plain.isBlank() && candidates.stream().noneMatch(each -> each.width() > 0)) {
      candidates.add(new Candidate(plain, 1, 0));
    }
    Candidate best = null;
    for (Candidate each : candidates) {
      if (best == null
          || (best.density() < 1 && each.density() > best.density())
          || (each.density() >= 1 && each.density() < best.density())) {
        best = each;
      }
    }
    return Optional.ofNullable(best);
  }

  private static List<Candidate> candidates(String srcset, double size) {
    List<Candidate> candidates = new ArrayList<>();
    int at = 0;
    while (at < srcset.length() && candidates.size() < MAX_CANDIDATES) {
      while (at < srcset.length() && (isBlank(srcset.charAt(at)) || srcset.charAt(at) == ',')) {
        at++;
      }
      int start = at;
      while (at < srcset.length() && !isBlank(srcset.charAt(at))) {
        at++;
      }
      String url = srcset.substring(start, at);
      if (url.isEmpty()) {
        break;
      }
      if (url.endsWith(",")) {
        candidates.add(new Candidate(url.replaceFirst(",+$", ""), 1, 0));
        continue;
      }
      int end = srcset.indexOf(',', at);
      String descriptor = srcset.substring(at, end < 0 ? srcset.length() : end).strip();
      at = end < 0 ? srcset.length() : end + 1;
      double density = density(descriptor, size);
      candidates.add(new Candidate(url, density, descriptor.endsWith("w") ? size : 0));
    }
    return candidates;
  }

  private static double density(String descriptor, double size) {
    if (!descriptor.matches("[0-9]{1,5}(?:\\.[0-9]{1,4})?[wx]")) {
      return 1;
    }
    double number = Double.parseDouble(descriptor.substring(0, descriptor.length() - 1));
    return descriptor.endsWith("x") ? number : number / Math.max(1, size);
  }

  /** The first size that applies, in pixels. */
  private double size(String sizes) {
    for (String each : sizes.toLowerCase(Locale.ROOT).split(",")) {
      String trimmed = each.strip();
      int end = trimmed.lastIndexOf(')');
      String condition = end < 0 ? "" : trimmed.substring(0, end + 1);
      String length = trimmed.substring(end + 1).strip();
      if (!condition.isEmpty() && !matches(condition)) {
        continue;
      }
      Matcher pixels = PIXELS.matcher(length);
      if (pixels.matches()) {
        return Double.parseDouble(pixels.group(1));
      }
      if (length.matches("[0-9]{1,3}vw")) {
        return width * Integer.parseInt(length.substring(0, length.length() - 2)) / 100;
      }
    }
    return width;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }
}
