package dev.hookpress;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;

/** What the signature of a PDF has. */
final class SignatureParts {
  private SignatureParts() {}

  /** How many time-stamps the only signature has. */
  static int timestamps(byte[] pdf) throws IOException, CMSException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      CMSSignedData cms =
          // Zeros follow in the room that it has.
          new CMSSignedData(
              new ByteArrayInputStream(document.getSignatureDictionaries().get(0).getContents()));
      SignerInformation signer = cms.getSignerInfos().iterator().next();
      return signer.getUnsignedAttributes() == null
          ? 0
          : signer
              .getUnsignedAttributes()
              .getAll(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
              .size();
    }
  }
}
