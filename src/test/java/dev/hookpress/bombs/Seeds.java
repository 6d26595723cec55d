package dev.hookpress.bombs;

import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.CreatePdf;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfToImages;
import dev.hookpress.render.prepared.SourcePart;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Sound documents of each kind, and mutants of them. */
public final class Seeds {
  private static final int KINDS = 7;
  private static final String HTML =
      "<style>p{color:red;margin:1em}table{border-collapse:collapse}td:nth-child(2n){width:40%}"
          + "@media print{h1{font:bold 20px/1.2 serif}}div{display:flex;gap:calc(1px + 2%)}"
          + "</style><h1>Title</h1><table><tr><td colspan=2>a<td>b</table><div><p>x<p>y</div>"
          + "<svg width='90' height='90'><path d='M0 0 C1 2 3 4 5 6 Z' stroke='red'/>"
          + "<text x='1' y='9'>z</text></svg><ul><li>1<li>2</ul>";
  private static final String[] SPLICES = {
    "-1", "0", "1e30", "99999999999", "NaN", "'", "<", "&#0;", "url(", "}", "/*", "\u202e", "%", "("
  };

  private Seeds() {}

  /** A mutant, which depends on nothing but the random numbers. */
  public static Bomb mutant(Random random) {
    return switch (random.nextInt(KINDS)) {
      case 5 -> image(random);
      case 0 -> Bomb.html("html", text(HTML, random));
      case 1 -> picture("png", random);
      case 2 -> picture("jpeg", random);
      case 3 -> picture("gif", random);
      case 4 -> font(random);
      default -> pdf(random);
    };
  }

  private static Bomb picture(String type, Random random) {
    byte[] mutant = mutated(image(type), random);
    return Bomb.html(type, "<img src='data:image/" + type + ";base64," + base64(mutant) + "'>");
  }

  /** An image that becomes a PDF of its own. */
  private static Bomb image(Random random) {
    List<String> types = List.of("png", "jpeg", "gif", "bmp", "tiff");
    byte[] mutant = mutated(image(types.get(random.nextInt(types.size()))), random);
    return new Bomb("image", new SourcePart.Image(mutant), Optional.of(new CreatePdf("en-US")));
  }

  private static byte[] image(String type) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), type, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Bomb font(Random random) {
    byte[] mutant =
        mutated(resource("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"), random);
    return Bomb.html(
        "font",
        "<style>@font-face{font-family:f;src:url(data:font/ttf;base64,"
            + base64(mutant)
            + ")}p{font-family:f}</style><p>Text with a font");
  }

  private static Bomb pdf(Random random) {
    byte[] mutant = mutated(pdf(), random);
    Optional<PdfOperation> operation =
        switch (random.nextInt(5)) {
          case 3 -> Optional.of(new PdfToImages(AssetType.PNG, true));
          case 0 -> Optional.of(new PdfOperation.Properties(true));
          case 1 -> Optional.of(new PdfOperation.Compress(PdfOperation.Strength.HIGH));
          case 2 -> Optional.of(new PdfOperation.Combine(List.of(List.of())));
          default -> Optional.empty();
        };
    return new Bomb("pdf", new SourcePart.Pdf(mutant), operation);
  }

  private static byte[] pdf() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.showText("Text");
        content.endText();
      }
      document.save(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] resource(String name) {
    try (InputStream in = PDDocument.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Bytes are changed, repeated or cut off; the beginning most of all, where lengths are. */
  private static byte[] mutated(byte[] sound, Random random) {
    byte[] mutant = sound.clone();
    int changes = 1 + random.nextInt(12);
    for (int i = 0; i < changes; i++) {
      int within = random.nextBoolean() ? mutant.length : Math.min(mutant.length, 400);
      mutant[random.nextInt(within)] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt(256));
    }
    return random.nextInt(8) == 0
        ? Arrays.copyOf(mutant, 1 + random.nextInt(mutant.length))
        : mutant;
  }

  private static String text(String sound, Random random) {
    StringBuilder mutant = new StringBuilder(sound);
    int changes = 1 + random.nextInt(10);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutant.length());
      switch (random.nextInt(3)) {
        case 0 -> mutant.insert(at, SPLICES[random.nextInt(SPLICES.length)]);
        case 1 -> mutant.delete(at, Math.min(mutant.length(), at + 1 + random.nextInt(20)));
        default ->
            mutant.insert(
                at,
                mutant
                    .substring(at, Math.min(mutant.length(), at + random.nextInt(60)))
                    .repeat(1 + random.nextInt(30)));
      }
      if (mutant.length() == 0) {
        mutant.append('x');
      }
    }
    return new String(mutant.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
