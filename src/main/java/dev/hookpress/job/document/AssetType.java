package dev.hookpress.job.document;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The supported types of files that clients upload and that operations produce. */
public enum AssetType {
  HTML("text/html", "html"),
  /** As an upload: a web page with its resources, in which {@code index.html} is the page. */
  ZIP("application/zip", "zip"),
  PDF("application/pdf", "pdf"),
  /** Plain text, in UTF-8. */
  TEXT("text/plain", "txt"),
  /** The values of a form. */
  JSON("application/json", "json"),
  JPEG("image/jpeg", "jpeg"),
  PNG("image/png", "png"),
  GIF("image/gif", "gif"),
  BMP("image/bmp", "bmp"),
  TIFF("image/tiff", "tiff");

  private final String mediaType;
  private final String extension;

  AssetType(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  /** The media type, in lower case and without parameters. */
  public String mediaType() {
    return mediaType;
  }

  /** The file name extension, without the dot. */
  public String extension() {
    return extension;
  }

  /** Whether files of this type are images. */
  public boolean isImage() {
    return mediaType.startsWith("image/");
  }

  /** Parses a {@link #mediaType()}, ignoring parameters and case. */
  public static Optional<AssetType> of(String mediaType) {
    String plain = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(each -> each.mediaType.equals(plain)).findFirst();
  }

  /** The type of a file by its name's {@link #extension()}; a PDF if that is another one. */
  public static AssetType ofName(String filename) {
    String extension = filename.substring(filename.lastIndexOf('.') + 1);
    return Arrays.stream(values())
        .filter(each -> each.extension.equals(extension))
        .findFirst()
        .orElse(PDF);
  }
}
