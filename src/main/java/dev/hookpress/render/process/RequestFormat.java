package dev.hookpress.render.process;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.EngineOptions.Engine;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.RenderOptions.ContentFit;
import dev.hookpress.job.document.SplitDivision;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.job.document.TemplateSource;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.render.prepared.FetchedResource;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.SourcePart;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what a node asks of a render process, and reads it there. The process trusts its node, so
 * types are named by their classes; the other direction is {@link AnswerFormat}.
 */
final class RequestFormat {
  /** What a process reads: all sources, templates and the like of one document. */
  static final Message.Bounds BOUNDS = new Message.Bounds(1 << 28, 1 << 20, 1L << 32);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addMixIn(PdfOperation.class, ByClass.class)
          .addMixIn(PdfOperation.Step.class, ByClass.class)
          .addMixIn(SplitDivision.class, ByClass.class)
          .addMixIn(PageRange.class, RangeWithoutJudgement.class)
          .addMixIn(RenderOptions.class, WithoutStandards.class)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "is")
  private interface ByClass {}

  private interface RangeWithoutJudgement {
    @JsonIgnore
    boolean isSound();
  }

  /** Options that are read as their standards when they are absent; most documents have those. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private interface WithoutStandards {
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Standard.class)
    ContentFit fit();

    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Standard.class)
    PrintOptions print();

    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Standard.class)
    EngineOptions engine();

    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Standard.class)
    PdfFeatures pdf();
  }

  /** Equals what is left out. */
  private static final class Standard {
    // A list: the hash of features would read all of their attachments.
    private static final List<Object> ALL =
        List.of(
            ContentFit.STANDARD, PrintOptions.STANDARD, EngineOptions.STANDARD, PdfFeatures.NONE);

    @Override
    public boolean equals(Object value) {
      return value != null && ALL.contains(value);
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }

  /**
   * What a process is told first.
   *
   * @param fontsDir directory of the operator's fonts; empty: none
   */
  record Setup(RenderLimits limits, String fontsDir) {}

  private record SetupHead(List<Long> limits, String fontsDir) {}

  private enum Kind {
    INLINE,
    MARKDOWN,
    FETCHED,
    TEMPLATE,
    ZIP,
    PDF,
    IMAGE
  }

  /**
   * A part.
   *
   * @param blob its content
   * @param text the charset or empty, of fetched HTML; the language of a template
   * @param base of fetched HTML
   * @param number of a ZIP, or the index of the blob with a template's data
   */
  private record PartHead(Kind kind, int blob, String text, String base, int number) {}

  private record ResourceHead(String uri, int blob, boolean css, String charset) {}

  private record Head(
      RenderOptions options,
      Optional<PdfOperation> operation,
      List<PartHead> parts,
      List<ResourceHead> resources,
      Map<String, String> missing,
      boolean last,
      long nowMillis,
      long leftMillis,
      Engine engine) {}

  private RequestFormat() {}

  static Message setup(Setup setup) throws IOException {
    RenderLimits it = setup.limits();
    List<Long> limits =
        List.of(
            it.deadline().toMillis(),
            it.fetchDeadline().toMillis(),
            (long) it.maxPages(),
            (long) it.maxHtmlBytes(),
            (long) it.maxNodes(),
            (long) it.maxDepth(),
            (long) it.maxCssBytes(),
            (long) it.maxSourceBytes(),
            (long) it.maxSources(),
            it.maxImagePixels(),
            it.maxTotalPixels(),
            (long) it.maxOutputBytes());
    return new Message(JSON.writeValueAsBytes(new SetupHead(limits, setup.fontsDir())), List.of());
  }

  static Setup setup(Message message) throws IOException {
    SetupHead head = JSON.readValue(message.head(), SetupHead.class);
    List<Long> it = head.limits();
    return new Setup(
        new RenderLimits(
            Duration.ofMillis(it.get(0)),
            Duration.ofMillis(it.get(1)),
            it.get(2).intValue(),
            it.get(3).intValue(),
            it.get(4).intValue(),
            it.get(5).intValue(),
            it.get(6).intValue(),
            it.get(7).intValue(),
            it.get(8).intValue(),
            it.get(9),
            it.get(10),
            it.get(11).intValue()),
        head.fontsDir());
  }

  static Message request(RenderRequest request) throws IOException {
    Blobs blobs = new Blobs();
    List<PartHead> parts = request.parts().stream().map(part -> part(part, blobs)).toList();
    List<ResourceHead> resources = new ArrayList<>();
    request
        .resources()
        .forEach(
            (uri, it) ->
                resources.add(
                    new ResourceHead(
                        uri.toString(), blobs.add(it.bytes()), it.css(), name(it.charset()))));
    Map<String, String> missing = new LinkedHashMap<>();
    request.missing().forEach((uri, why) -> missing.put(uri.toString(), why));
    Head head =
        new Head(
            request.options(),
            request.operation(),
            parts,
            resources,
            missing,
            request.last(),
            request.now().toEpochMilli(),
            request.left().toMillis(),
            request.engine());
    return new Message(JSON.writeValueAsBytes(head), blobs.all());
  }

  /** The check of a template: a message whose head is empty. */
  static Message check(TemplateSource template) {
    return new Message(
        new byte[0], List.of(utf8(template.html()), utf8(template.language().label())));
  }

  /** The template of a message that asks for a check; empty for any other one. */
  static Optional<TemplateSource> template(Message message) {
    return message.head().length == 0
        ? Optional.of(
            new TemplateSource(
                TemplateLanguage.parse(text(message.blobs().get(1))).orElseThrow(),
                text(message.blobs().get(0))))
        : Optional.empty();
  }

  private static PartHead part(SourcePart part, Blobs blobs) {
    if (part instanceof SourcePart.InlineHtml html) {
      return new PartHead(Kind.INLINE, blobs.add(utf8(html.html())), "", "", 0);
    }
    if (part instanceof SourcePart.Markdown markdown) {
      return new PartHead(Kind.MARKDOWN, blobs.add(utf8(markdown.text())), "", "", 0);
    }
    if (part instanceof SourcePart.FetchedHtml html) {
      return new PartHead(
          Kind.FETCHED, blobs.add(html.bytes()), name(html.charset()), html.baseUri(), 0);
    }
    if (part instanceof SourcePart.Template template) {
      int data = blobs.add(utf8(template.dataJson()));
      String language = template.language().label();
      return new PartHead(Kind.TEMPLATE, blobs.add(utf8(template.html())), language, "", data);
    }
    if (part instanceof SourcePart.Zip zip) {
      return new PartHead(Kind.ZIP, blobs.add(zip.bytes()), "", "", zip.number());
    }
    if (part instanceof SourcePart.Pdf pdf) {
      return new PartHead(Kind.PDF, blobs.add(pdf.bytes()), "", "", 0);
    }
    if (part instanceof SourcePart.Image image) {
      return new PartHead(Kind.IMAGE, blobs.add(image.bytes()), "", "", 0);
    }
    throw new IllegalArgumentException("A document with a missing part is not rendered");
  }

  static RenderRequest request(Message message) throws IOException {
    Head head = JSON.readValue(message.head(), Head.class);
    List<byte[]> blobs = message.blobs();
    Map<URI, FetchedResource> resources = new LinkedHashMap<>();
    for (ResourceHead it : head.resources()) {
      resources.put(
          URI.create(it.uri()),
          new FetchedResource(blobs.get(it.blob()), it.css(), charset(it.charset())));
    }
    Map<URI, String> missing = new LinkedHashMap<>();
    head.missing().forEach((uri, why) -> missing.put(URI.create(uri), why));
    return new RenderRequest(
        head.options(),
        head.operation(),
        head.parts().stream().map(part -> part(part, blobs)).toList(),
        resources,
        missing,
        head.last(),
        Instant.ofEpochMilli(head.nowMillis()),
        Duration.ofMillis(head.leftMillis()),
        head.engine());
  }

  private static SourcePart part(PartHead head, List<byte[]> blobs) {
    byte[] blob = blobs.get(head.blob());
    return switch (head.kind()) {
      case INLINE -> new SourcePart.InlineHtml(text(blob));
      case MARKDOWN -> new SourcePart.Markdown(text(blob));
      case FETCHED -> new SourcePart.FetchedHtml(blob, charset(head.text()), head.base());
      case TEMPLATE ->
          new SourcePart.Template(
              TemplateLanguage.parse(head.text()).orElseThrow(),
              text(blob),
              text(blobs.get(head.number())));
      case ZIP -> new SourcePart.Zip(blob, head.number());
      case PDF -> new SourcePart.Pdf(blob);
      case IMAGE -> new SourcePart.Image(blob);
    };
  }

  private static String name(Optional<Charset> charset) {
    return charset.map(Charset::name).orElse("");
  }

  private static Optional<Charset> charset(String name) {
    return name.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(name));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
