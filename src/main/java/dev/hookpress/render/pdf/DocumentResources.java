package dev.hookpress.render.pdf;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.extend.FSStreamFactory;
import com.openhtmltopdf.extend.FSUriResolver;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.swing.NaiveUserAgent;
import dev.hookpress.render.prepared.FileSignature;
import dev.hookpress.render.prepared.ResourceUri;
import dev.hookpress.render.prepared.SvgCleaner;
import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Provides all that the engine may read: resources fetched beforehand, and data URIs. Three layers
 * enforce this, since the engine resolves some schemes itself: the resolver knows no other URI, the
 * access controller refuses every other one, and every protocol is served from memory.
 */
final class DocumentResources implements FSUriResolver, FSStreamFactory {
  private static final byte[] NOTHING = new byte[0];

  /** Every protocol that Java supports; also {@code data}, so that its images are measured too. */
  private static final Set<String> PROTOCOLS =
      Set.of("http", "https", "data", "file", "classpath", "jar", "ftp", "mailto", "jrt", "jmod");

  private final Map<URI, byte[]> resources;
  private final RenderGuard guard;
  private final Warnings warnings;
  private final FSStreamFactory dataUris = new NaiveUserAgent.DataUriFactory();
  private final SvgCleaner svgCleaner;

  /** Checked resources, so that an image on every page is measured once. */
  private final Map<String, byte[]> vetted = new HashMap<>();

  /** The type of the next read; the engine asks for permission immediately before. */
  private ExternalResourceType expected = ExternalResourceType.BINARY;

  DocumentResources(
      Map<URI, byte[]> resources, RenderGuard guard, Warnings warnings, SvgCleaner svgCleaner) {
    this.resources = resources;
    this.guard = guard;
    this.warnings = warnings;
    this.svgCleaner = svgCleaner;
  }

  void register(PdfRendererBuilder builder) {
    builder.useUriResolver(this);
    builder.useProtocolsStreamImplementation(this, PROTOCOLS);
    builder.useExternalResourceAccessControl(
        (uri, type) -> allowedType(type), ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
    builder.useExternalResourceAccessControl(
        this::isAllowed, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
  }

  @Override
  public String resolveURI(String base, String reference) {
    guard.checkDeadline();
    if (reference == null || reference.isBlank()) {
      return null;
    }
    if (ResourceUri.isData(reference)) {
      return ResourceUri.plainData(reference);
    }
    Optional<URI> uri = ResourceUri.resolve(base, reference).filter(resources::containsKey);
    if (uri.isEmpty() && !reference.startsWith("#")) {
      String shown = ResourceUri.shown(reference);
      if (!warnings.mention(shown)) {
        warnings.lost(shown + " is not loaded");
      }
    }
    return uri.map(URI::toString).orElse(null);
  }

  @Override
  public FSStream getUrl(String uri) {
    if (expected == ExternalResourceType.CSS) {
      return new Memory(read(uri));
    }
    byte[] bytes = vetted.get(uri);
    if (bytes == null) {
      bytes = vet(uri, read(uri));
      vetted.put(uri, bytes);
    }
    return new Memory(bytes);
  }

  private boolean isAllowed(String uri, ExternalResourceType type) {
    expected = type;
    return allowedType(type) && isKnown(uri);
  }

  private boolean isKnown(String uri) {
    if (uri.startsWith("data:")) {
      return true;
    }
    return ResourceUri.resolve("", uri).filter(resources::containsKey).isPresent();
  }

  private static boolean allowedType(ExternalResourceType type) {
    return type != null
        && type != ExternalResourceType.FILE_EMBED
        && type != ExternalResourceType.PDF
        && type != ExternalResourceType.SVG_BINARY
        && type != ExternalResourceType.XML_XHTML;
  }

  private byte[] read(String uri) {
    if (!uri.startsWith("data:")) {
      return ResourceUri.resolve("", uri).map(resources::get).orElse(NOTHING);
    }
    try (InputStream in =
        Optional.ofNullable(dataUris.getUrl(uri))
            .map(FSStream::getStream)
            .orElse(InputStream.nullInputStream())) {
      return in.readAllBytes();
    } catch (IOException | IllegalArgumentException e) {
      warnings.lost("A data: URI could not be read");
      return NOTHING;
    }
  }

  private byte[] vet(String uri, byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    if (SvgCleaner.isSvg(bytes)) {
      Set<String> said = new LinkedHashSet<>();
      byte[] clean = svgCleaner.clean(bytes, said);
      said.forEach(warnings::looks);
      return clean;
    }
    Optional<Dimension> size = size(bytes);
    if (size.isEmpty()) {
      warnings.lost("The image " + ResourceUri.shown(uri) + " could not be read");
      return NOTHING;
    }
    guard.addPixels(size.get().width, size.get().height, ResourceUri.shown(uri));
    if (!FileSignature.isWebp(bytes)) {
      return bytes;
    }
    return WebpImages.toPng(bytes)
        .orElseGet(
            () -> {
              warnings.lost("The image " + ResourceUri.shown(uri) + " could not be read");
              return NOTHING;
            });
  }

  /** Reads an image's size from its header; the engine would decode all of it. */
  private static Optional<Dimension> size(byte[] bytes) {
    if (FileSignature.isWebp(bytes)) {
      return WebpImages.size(bytes);
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return Optional.of(new Dimension(reader.getWidth(0), reader.getHeight(0)));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Hostile or broken: the reader may throw anything.
      return Optional.empty();
    }
  }

  private record Memory(byte[] bytes) implements FSStream {
    @Override
    public InputStream getStream() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public Reader getReader() {
      return new InputStreamReader(getStream(), StandardCharsets.UTF_8);
    }
  }
}
