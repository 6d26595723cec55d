package dev.hookpress.dialect.pdfgorilla;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Lengths;
import dev.hookpress.dialect.reading.PaperSize;
import dev.hookpress.dialect.reading.PaperSizes;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PageLayout.Margins;
import dev.hookpress.job.document.RenderOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code settings} of a template: the paper, its margins, header and footer. The service's
 * document says that there are these, but not their names, so these are our own.
 */
final class PdfgorillaSettings {
  private static final String SETTINGS = "settings";
  // The service's own limit on each field of a header or footer.
  private static final int MAX_RUNNING_CHARACTERS = 512;
  private static final int MAX_WORD_CHARACTERS = 16;
  private static final int MAX_CHARACTERS = 8_192;
  private static final List<String> PLACES = List.of("left", "center", "right");
  private static final PaperSizes SIZES =
      PaperSizes.of("A3", "A4", "A5", "A6", "Letter", "Legal", "Tabloid", "Ledger");

  private final StrictObject settings;
  private final Faults faults;

  private PdfgorillaSettings(StrictObject settings, Faults faults) {
    this.settings = settings;
    this.faults = faults;
  }

  /** Checks the settings of a template that is to be stored, and returns them. */
  static Optional<String> checked(StrictObject template, Faults faults) {
    Optional<JsonNode> given = template.value(SETTINGS);
    template
        .object(SETTINGS)
        .ifPresent(it -> new PdfgorillaSettings(it, faults).on(RenderOptions.standard("x.pdf")));
    Optional<String> json = given.map(JsonNode::toString);
    if (json.isPresent() && json.get().length() > MAX_CHARACTERS) {
      faults.add(
          template.pointerTo(SETTINGS), "Must not exceed " + MAX_CHARACTERS + " characters.");
    }
    return json;
  }

  /** The options of a document of a template with these settings. */
  static RenderOptions applied(RenderOptions options, String settingsJson) {
    Faults passedOver = Faults.tolerant();
    return Json.read(settingsJson.getBytes(StandardCharsets.UTF_8)) instanceof Json.Read.Tree tree
        ? StrictObject.of(tree.root(), "/" + SETTINGS, passedOver)
            .map(it -> new PdfgorillaSettings(it, passedOver).on(options))
            .orElse(options)
        : options;
  }

  private RenderOptions on(RenderOptions options) {
    PaperSize size =
        settings
            .text("paperSize", MAX_WORD_CHARACTERS)
            .map(this::named)
            .orElse(PaperSize.A4)
            .portrait();
    boolean landscape =
        settings
            .text("orientation", MAX_WORD_CHARACTERS)
            .map(word -> landscape(word.toLowerCase(Locale.ROOT)))
            .orElse(false);
    Margins margins =
        settings.object("margins").map(this::margins).orElse(options.layout().margins());
    PageLayout page = size.page(landscape, margins, settings.pointerTo("margins"), faults);
    RenderOptions read = options.on(page).between(running("header"), running("footer"));
    settings.end();
    return read;
  }

  private PaperSize named(String name) {
    Optional<PaperSize> size = SIZES.named(name);
    if (size.isEmpty()) {
      faults.add(
          settings.pointerTo("paperSize"),
          "Must be one of A3, A4, A5, A6, Letter, Legal, Tabloid and Ledger.");
    }
    return size.orElse(PaperSize.A4);
  }

  private boolean landscape(String word) {
    if (!List.of("portrait", "landscape").contains(word)) {
      faults.add(settings.pointerTo("orientation"), "Must be portrait or landscape.");
    }
    return word.equals("landscape");
  }

  private Margins margins(StrictObject sides) {
    Margins standard = PageLayout.A4.margins();
    Margins read =
        new Margins(
            margin(sides, "top", standard.topMillimetres()),
            margin(sides, "right", standard.rightMillimetres()),
            margin(sides, "bottom", standard.bottomMillimetres()),
            margin(sides, "left", standard.leftMillimetres()));
    sides.end();
    return read;
  }

  private double margin(StrictObject sides, String side, double standard) {
    Optional<JsonNode> value = sides.value(side);
    double length = value.map(it -> Lengths.millimetres(it).orElse(-1)).orElse(standard);
    if (!PaperSize.isMargin(length)) {
      faults.add(sides.pointerTo(side), Lengths.RULE + ".");
      return standard;
    }
    return length;
  }

  /** One text, in the middle, or an object with up to three. */
  private Optional<String> running(String name) {
    Optional<JsonNode> given = settings.value(name);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (given.get().isTextual()) {
      return settings.text(name, MAX_RUNNING_CHARACTERS).map(text -> cells("", text, ""));
    }
    return settings
        .object(name)
        .map(
            object -> {
              List<String> texts =
                  PLACES.stream()
                      .map(place -> object.text(place, MAX_RUNNING_CHARACTERS).orElse(""))
                      .toList();
              object.end();
              return cells(texts.get(0), texts.get(1), texts.get(2));
            });
  }

  private static String cells(String left, String center, String right) {
    return "<table style=\"width:100%;font-size:9pt\"><tr>"
        + cell("left", left)
        + cell("center", center)
        + cell("right", right)
        + "</tr></table>";
  }

  private static String cell(String align, String text) {
    String html =
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace("{page}", "<span class=\"pageNumber\"></span>")
            .replace("{pages}", "<span class=\"totalPages\"></span>");
    return "<td style=\"width:33.3%;padding:0;text-align:" + align + "\">" + html + "</td>";
  }
}
