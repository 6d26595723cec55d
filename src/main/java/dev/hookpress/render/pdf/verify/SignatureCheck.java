package dev.hookpress.render.pdf.verify;

import dev.hookpress.job.pdf.PdfSignature;
import dev.hookpress.job.pdf.VerificationReport.Check;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Checks the last signature of a PDF: that it is of the whole file but itself, that its digest and
 * its value are right, and that its time-stamp is about it. Whether its certificate is to be
 * trusted is for whoever receives the PDF.
 */
final class SignatureCheck {
  private static final String ENGINE =
      "Bouncy Castle " + new BouncyCastleProvider().getVersionStr();
  private static final int RANGES = 4;

  private SignatureCheck() {}

  static Check check(byte[] pdf, PdfSignature wanted) {
    List<String> failures = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<PDSignature> all = document.getSignatureDictionaries();
      if (all.isEmpty()) {
        failures.add("The PDF has no signature");
      } else {
        last(pdf, all, wanted, failures);
      }
    } catch (IOException
        | CMSException
        | OperatorCreationException
        | GeneralSecurityException
        | RuntimeException e) {
      failures.add("The signature cannot be read: " + e.getMessage());
    }
    return Check.of("signature", "pades-" + wanted.level(), failures, ENGINE);
  }

  private static void last(
      byte[] pdf, List<PDSignature> all, PdfSignature wanted, List<String> failures)
      throws IOException, CMSException, OperatorCreationException, GeneralSecurityException {
    PDSignature signature = all.get(0);
    for (PDSignature each : all) {
      signature = end(each) > end(signature) ? each : signature;
    }
    int[] range = signature.getByteRange();
    if (range == null
        || range.length != RANGES
        || range[0] != 0
        || range[1] >= range[2]
        || end(signature) != pdf.length) {
      failures.add("The signature is not of the whole PDF");
      return;
    }
    CMSSignedData cms =
        new CMSSignedData(
            new CMSProcessableByteArray(signature.getSignedContent(pdf)),
            // Zeros follow in the room that it has.
            new ByteArrayInputStream(signature.getContents(pdf)));
    SignerInformation signer = cms.getSignerInfos().iterator().next();
    @SuppressWarnings("unchecked")
    Collection<X509CertificateHolder> own = cms.getCertificates().getMatches(signer.getSID());
    if (own.isEmpty()) {
      failures.add("The signature has no certificate");
      return;
    }
    if (!valid(signer, own.iterator().next())) {
      failures.add("The signature is not of these bytes, or not by its certificate's key");
    }
    if (wanted.timestamped() && !stamped(signer)) {
      failures.add("The signature has no time-stamp of its own");
    }
  }

  private static long end(PDSignature signature) {
    int[] range = signature.getByteRange();
    return range == null || range.length != RANGES ? -1 : (long) range[2] + range[3];
  }

  private static boolean valid(SignerInformation signer, X509CertificateHolder own)
      throws OperatorCreationException, GeneralSecurityException {
    try {
      return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(own));
    } catch (CMSException broken) {
      return false;
    }
  }

  private static boolean stamped(SignerInformation signer)
      throws IOException, CMSException, GeneralSecurityException {
    if (signer.getUnsignedAttributes() == null) {
      return false;
    }
    ASN1EncodableVector found =
        signer.getUnsignedAttributes().getAll(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
    if (found.size() != 1) {
      return false;
    }
    Attribute attribute = Attribute.getInstance(found.get(0));
    try {
      TimeStampToken token =
          new TimeStampToken(
              new CMSSignedData(
                  attribute.getAttrValues().getObjectAt(0).toASN1Primitive().getEncoded()));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(signer.getSignature());
      return MessageDigest.isEqual(digest, token.getTimeStampInfo().getMessageImprintDigest());
    } catch (TSPException broken) {
      return false;
    }
  }
}
