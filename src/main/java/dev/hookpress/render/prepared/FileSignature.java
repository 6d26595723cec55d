package dev.hookpress.render.prepared;

import dev.hookpress.job.document.AssetType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Recognizes types of files by their first bytes. Parses nothing: a file of a type may still be
 * malformed.
 */
public final class FileSignature {
  private static final Map<String, AssetType> STARTS =
      Map.of(
          "PK\3\4", AssetType.ZIP,
          "\u00ff\u00d8\u00ff", AssetType.JPEG,
          "\u0089PNG\r\n\u001a\n", AssetType.PNG,
          "GIF87a", AssetType.GIF,
          "GIF89a", AssetType.GIF,
          "BM", AssetType.BMP,
          "II*\0", AssetType.TIFF,
          "MM\0*", AssetType.TIFF);
  private static final int LONGEST = 8;

  /** A bitmap's header ends with the offset of its pixels, whose upper half is zero. */
  private static final int BITMAP_HEADER = 14;

  private static final int WEBP_HEADER = 12;

  private FileSignature() {}

  /** The type of a file; empty for text, HTML among it, and for types that are not known. */
  public static Optional<AssetType> of(byte[] bytes) {
    String start =
        new String(bytes, 0, Math.min(LONGEST, bytes.length), StandardCharsets.ISO_8859_1);
    Optional<AssetType> type =
        STARTS.entrySet().stream()
            .filter(each -> start.startsWith(each.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    if (type.isPresent() && type.get() == AssetType.BMP && !isBitmap(bytes)) {
      return Optional.empty();
    }
    return type.isEmpty() && SourcePart.isPdf(bytes) ? Optional.of(AssetType.PDF) : type;
  }

  /** Whether a file is a picture in WebP, which is no type of result. */
  public static boolean isWebp(byte[] bytes) {
    if (bytes.length < WEBP_HEADER) {
      return false;
    }
    String header = new String(bytes, 0, WEBP_HEADER, StandardCharsets.ISO_8859_1);
    return header.startsWith("RIFF") && header.endsWith("WEBP");
  }

  /** Texts may begin with the same two letters. */
  private static boolean isBitmap(byte[] bytes) {
    return bytes.length > BITMAP_HEADER
        && bytes[BITMAP_HEADER - 1] == 0
        && bytes[BITMAP_HEADER - 2] == 0;
  }
}
