package dev.hookpress.render.sign;

import dev.hookpress.job.pdf.PdfSigningKey;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * A detached CMS signature of a PDF with the signed attributes of PAdES baseline B (ETSI EN 319
 * 142-1 §6): content type, digest and the certificate. The time is in the PDF, not here.
 */
final class CmsSignature {
  private static final int P256_BITS = 256;
  private static final int P384_BITS = 384;

  private final CMSSignedData data;

  private CmsSignature(CMSSignedData data) {
    this.data = data;
  }

  /**
   * Signs all bytes of a PDF but its slot.
   *
   * @throws GeneralSecurityException if the key cannot sign
   */
  static CmsSignature of(byte[] pdf, RenderedPdf.Slot slot, PdfSigningKey key)
      throws GeneralSecurityException {
    try {
      List<X509Certificate> chain = chain(key);
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .setSignedAttributeGenerator(new Attributes(signedAttributes(chain.get(0))))
              .build(
                  new JcaContentSignerBuilder(algorithm(key)).build(privateKey(key)),
                  chain.get(0)));
      generator.addCertificates(new JcaCertStore(chain));
      return new CmsSignature(generator.generate(new AroundSlot(pdf, slot), false));
    } catch (CMSException | OperatorCreationException e) {
      throw new GeneralSecurityException(e.getMessage(), e);
    }
  }

  /** The key's own certificate. */
  static X509Certificate certificate(PdfSigningKey key) throws GeneralSecurityException {
    return chain(key).get(0);
  }

  private static List<X509Certificate> chain(PdfSigningKey key) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> chain = new ArrayList<>();
    for (String each : key.certificates()) {
      chain.add(
          (X509Certificate)
              factory.generateCertificate(
                  new ByteArrayInputStream(Base64.getDecoder().decode(each))));
    }
    return chain;
  }

  private static PrivateKey privateKey(PdfSigningKey key) throws GeneralSecurityException {
    return KeyFactory.getInstance(key.algorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key.privateKey())));
  }

  /** A digest as strong as the key. */
  private static String algorithm(PdfSigningKey key) throws GeneralSecurityException {
    if (!(privateKey(key) instanceof ECKey elliptic)) {
      return "SHA256withRSA";
    }
    int bits = elliptic.getParams().getOrder().bitLength();
    return bits <= P256_BITS
        ? "SHA256withECDSA"
        : bits <= P384_BITS ? "SHA384withECDSA" : "SHA512withECDSA";
  }

  private static AttributeTable signedAttributes(X509Certificate own)
      throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(own.getEncoded());
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash)))));
    return new AttributeTable(attributes);
  }

  /** PAdES forbids the time of signing among the attributes. */
  private static final class Attributes extends DefaultSignedAttributeTableGenerator {
    Attributes(AttributeTable own) {
      super(own);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public AttributeTable getAttributes(Map parameters) {
      return super.getAttributes(parameters)
          .remove(CMSAttributes.signingTime)
          .remove(CMSAttributes.cmsAlgorithmProtect);
    }
  }

  /** The content that is signed: what is before the slot, and what is after it. */
  private record AroundSlot(byte[] pdf, RenderedPdf.Slot slot) implements CMSTypedData {
    @Override
    public ASN1ObjectIdentifier getContentType() {
      return CMSObjectIdentifiers.data;
    }

    @Override
    public void write(OutputStream out) throws IOException {
      out.write(pdf, 0, slot.from());
      out.write(pdf, slot.to(), pdf.length - slot.to());
    }

    @Override
    public Object getContent() {
      return pdf;
    }
  }

  private SignerInformation signer() {
    return data.getSignerInfos().iterator().next();
  }

  /** The signature's value, which a time-stamp is about. */
  byte[] value() {
    return signer().getSignature();
  }

  /** A copy with a time-stamp token of {@link #value}. */
  CmsSignature stamped(byte[] token) throws IOException {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
            new DERSet(ASN1Primitive.fromByteArray(token))));
    SignerInformation stamped =
        SignerInformation.replaceUnsignedAttributes(signer(), new AttributeTable(attributes));
    return new CmsSignature(
        CMSSignedData.replaceSigners(data, new SignerInformationStore(List.of(stamped))));
  }

  /**
   * A copy of the PDF with the signature in its slot.
   *
   * @throws GeneralSecurityException if it does not fit
   */
  byte[] in(byte[] pdf, RenderedPdf.Slot slot) throws GeneralSecurityException, IOException {
    byte[] encoded = data.toASN1Structure().getEncoded("DER");
    if (encoded.length * 2 > slot.to() - slot.from() - 2) {
      throw new GeneralSecurityException(
          "it takes %,d bytes, and there is room for %,d"
              .formatted(encoded.length, (slot.to() - slot.from() - 2) / 2));
    }
    byte[] signed = pdf.clone();
    byte[] hex = HexFormat.of().formatHex(encoded).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(hex, 0, signed, slot.from() + 1, hex.length);
    return signed;
  }
}
