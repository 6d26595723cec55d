package dev.hookpress.render.pdf.signature;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.pdf.PdfSignature;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.multipdf.LayerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/**
 * Adds a signature field to a finished PDF, as an incremental update, and leaves room in it for the
 * signature itself.
 */
public final class SignatureField {
  /** Room for a chain of certificates and the signature. */
  private static final int BYTES = 12 * 1024;

  /** Room for a time-stamp as well, which contains the chain of its server. */
  private static final int STAMPED_BYTES = 28 * 1024;

  private SignatureField() {}

  /**
   * Adds the field.
   *
   * @param look a PDF whose first page is what is seen of the signature; empty: nothing is
   * @param now the time at which it is signed, as the PDF claims it
   */
  public static RenderedPdf add(
      RenderedPdf.Pdf made, PdfSignature wanted, Optional<byte[]> look, Instant now) {
    try (PDDocument document = Loader.loadPDF(made.bytes());
        PDDocument looks = look.isPresent() ? Loader.loadPDF(look.get()) : new PDDocument()) {
      if (document.isEncrypted()) {
        return refused("The PDF is encrypted; nothing changes a PDF after it is signed");
      }
      return added(made, document, looks, wanted, now);
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      return refused("The PDF cannot be signed: " + e.getMessage());
    }
  }

  private static RenderedPdf refused(String message) {
    return new RenderedPdf.Rejected(FailureCode.SIGNING_FAILED, message);
  }

  private static RenderedPdf added(
      RenderedPdf.Pdf made, PDDocument document, PDDocument looks, PdfSignature wanted, Instant now)
      throws IOException {
    PDSignature signature = new PDSignature();
    signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
    signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
    wanted.reason().ifPresent(signature::setReason);
    wanted.location().ifPresent(signature::setLocation);
    signature.setSignDate(GregorianCalendar.from(now.atZone(ZoneOffset.UTC)));
    int page =
        wanted
            .appearance()
            .map(it -> Math.min(it.page(), document.getNumberOfPages()) - 1)
            .orElse(0);
    try (SignatureOptions options = new SignatureOptions()) {
      options.setPreferredSignatureSize(wanted.timestamped() ? STAMPED_BYTES : BYTES);
      options.setPage(page);
      document.addSignature(signature, options);
      PDSignatureField field = field(document, signature);
      field.setAlternateFieldName(wanted.reason().orElse("Signature"));
      PDAnnotationWidget widget = field.getWidgets().get(0);
      PDPage on = document.getPage(page);
      if (wanted.appearance().isPresent()) {
        show(document, looks, widget, on, wanted.appearance().get());
      }
      FormTag.add(document, on, widget);
      ByteArrayOutputStream out = new ByteArrayOutputStream(made.bytes().length + (1 << 17));
      ExternalSigningSupport support = document.saveIncrementalForExternalSigning(out);
      support.setSignature(new byte[0]);
      int[] range = signature.getByteRange();
      return made.open(out.toByteArray(), new RenderedPdf.Slot(range[1], range[2]));
    } finally {
      IOUtils.closeQuietly(document);
    }
  }

  private static PDSignatureField field(PDDocument document, PDSignature signature)
      throws IOException {
    for (PDSignatureField field : document.getSignatureFields()) {
      if (field.getSignature() != null
          && field.getSignature().getCOSObject() == signature.getCOSObject()) {
        return field;
      }
    }
    throw new IllegalStateException("it has no field for the signature");
  }

  private static void show(
      PDDocument document,
      PDDocument looks,
      PDAnnotationWidget widget,
      PDPage page,
      PdfSignature.Appearance appearance)
      throws IOException {
    PDRectangle box = page.getCropBox();
    float left = box.getLowerLeftX() + (float) appearance.x();
    float bottom = box.getUpperRightY() - (float) (appearance.y() + appearance.height());
    widget.setRectangle(
        new PDRectangle(left, bottom, (float) appearance.width(), (float) appearance.height()));
    PDFormXObject form = new LayerUtility(document).importPageAsForm(looks, 0);
    PDAppearanceDictionary states = new PDAppearanceDictionary();
    states.setNormalAppearance(new PDAppearanceStream(form.getCOSObject()));
    widget.setAppearance(states);
    widget.getCOSObject().removeItem(COSName.AS);
  }
}
