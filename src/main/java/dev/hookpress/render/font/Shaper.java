package dev.hookpress.render.font;

import dev.hookpress.render.scratch.ScratchDirectory;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * Shapes clusters with a packaged face: finds their glyphs and positions with Java's own layout,
 * which is HarfBuzz. It receives only packaged faces, never a document's own, since it is native
 * code.
 */
final class Shaper {
  /** Marks glyphs that layout has removed. */
  private static final int NO_GLYPH = 0xFFFE;

  private static final String JOINER = "\u200D";

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  private final Fonts fonts;

  /** At most one entry per packaged face. */
  private final Map<FontFace, Font> loaded = new ConcurrentHashMap<>();

  private volatile boolean unavailable;

  Shaper(Fonts fonts) {
    this.fonts = fonts;
  }

  /**
   * Shapes the cluster in the face; empty if the face lacks a glyph, or Java its font libraries.
   */
  Optional<GlyphRun> shape(FontFace face, Cluster cluster) {
    String text = cluster.text();
    TrueTypeFont parsed = fonts.face(face).font();
    long characters = text.codePoints().filter(c -> !Clusters.isSelector(c)).count();
    try {
      return characters == 1 && !cluster.joinedBefore() && !cluster.joinedAfter()
          ? single(parsed, text.codePointAt(0))
          : several(face, parsed.getUnitsPerEm(), cluster);
    } catch (LinkageError | InternalError e) {
      unavailable = true;
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Whether a shaping attempt found that Java lacks its font libraries. */
  boolean isUnavailable() {
    return unavailable;
  }

  private static Optional<GlyphRun> single(TrueTypeFont font, int character) throws IOException {
    int glyph = font.getUnicodeCmapLookup().getGlyphId(character);
    return glyph == 0
        ? Optional.empty()
        : Optional.of(
            new GlyphRun(List.of(new GlyphRun.Placed(glyph, 0, 0)), font.getAdvanceWidth(glyph)));
  }

  private Optional<GlyphRun> several(FontFace face, int unitsPerEm, Cluster cluster) {
    Font font = outlines(face).deriveFont((float) unitsPerEm);
    // A joiner gives a letter the form that it has beside its neighbour.
    String joined =
        (cluster.joinedBefore() ? JOINER : "")
            + cluster.text()
            + (cluster.joinedAfter() ? JOINER : "");
    char[] text = joined.toCharArray();
    int direction = cluster.rightToLeft() ? Font.LAYOUT_RIGHT_TO_LEFT : Font.LAYOUT_LEFT_TO_RIGHT;
    GlyphVector vector = font.layoutGlyphVector(EXACT, text, 0, text.length, direction);
    List<GlyphRun.Placed> glyphs = new ArrayList<>();
    for (int i = 0; i < vector.getNumGlyphs(); i++) {
      int glyph = vector.getGlyphCode(i);
      if (glyph == 0) {
        return Optional.empty();
      }
      if (glyph < NO_GLYPH) {
        Point2D at = vector.getGlyphPosition(i);
        glyphs.add(
            new GlyphRun.Placed(glyph, (int) Math.round(at.getX()), (int) -Math.round(at.getY())));
      }
    }
    double advance = vector.getGlyphPosition(vector.getNumGlyphs()).getX();
    return Optional.of(new GlyphRun(List.copyOf(glyphs), (int) Math.round(advance)));
  }

  /** A packaged face as Java's, at 1 pt. */
  Font outlines(FontFace face) {
    return loaded.computeIfAbsent(face, Shaper::load);
  }

  /** Where Java reads faces from, as long as this process lives; made for the first of them. */
  private static final class Folder {
    private static final Path PATH = create();

    private static Path create() {
      try {
        ScratchDirectory directory = ScratchDirectory.create("hookpress-fonts-");
        Runtime.getRuntime().addShutdownHook(new Thread(directory::remove));
        return directory.path();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Font load(FontFace face) {
    try {
      // From a stream, Java makes a file of its own, which stays when the process is killed.
      Path file = Files.createTempFile(Folder.PATH, "face-", ".ttf");
      Files.write(file, Fonts.bytes(face));
      return Font.createFont(Font.TRUETYPE_FONT, file.toFile());
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException(face.resource() + " cannot be read", e);
    }
  }
}
