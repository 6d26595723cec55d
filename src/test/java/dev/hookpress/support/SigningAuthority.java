package dev.hookpress.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** An authority of the tests' own: certificates that sign PDFs, and a time-stamp server. */
public final class SigningAuthority {
  public static final String PASSWORD = "for-tests";
  private static final Duration LIFE = Duration.ofDays(365);

  private final Instant now;
  private final KeyPair keys;
  private final X509Certificate certificate;
  private KeyStore.PrivateKeyEntry stamping;

  /** Issues certificates that are valid now. */
  public SigningAuthority(Instant now) {
    this.now = now;
    this.keys = keys("EC");
    this.certificate =
        issue("CN=Test Authority", keys, now, true, KeyUsage.keyCertSign, Optional.empty());
  }

  /** A PKCS #12 store with a key that may sign PDFs. */
  public byte[] pkcs12(String subject, String algorithm) {
    return pkcs12(subject, algorithm, now, KeyUsage.digitalSignature);
  }

  /** A store with a certificate of a year from a day on, for some uses. */
  public byte[] pkcs12(String subject, String algorithm, Instant from, int usage) {
    KeyPair pair = keys(algorithm);
    return store(pair, issue(subject, pair, from, false, usage, Optional.empty()));
  }

  private byte[] store(KeyPair pair, X509Certificate own) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "signer",
          pair.getPrivate(),
          PASSWORD.toCharArray(),
          new Certificate[] {own, certificate});
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, PASSWORD.toCharArray());
      return out.toByteArray();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys(String algorithm) {
    try {
      if (algorithm.startsWith("Ed")) {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.replaceAll("[0-9]", ""));
      String bits = algorithm.replaceAll("[^0-9]", "");
      generator.initialize(
          !bits.isEmpty() ? Integer.parseInt(bits) : algorithm.equals("RSA") ? 2_048 : 256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate issue(
      String subject,
      KeyPair pair,
      Instant from,
      boolean authority,
      int usage,
      Optional<KeyPurposeId> purpose) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=Test Authority"),
              // At most 20 bytes and positive (RFC 5280 §4.1.2.2).
              new BigInteger(1, digest(pair.getPublic().getEncoded())).shiftRight(8),
              Date.from(from.minus(Duration.ofHours(1))),
              Date.from(from.plus(LIFE)),
              new X500Name(subject),
              pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      if (purpose.isPresent()) {
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose.get()));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] digest(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-1").digest(bytes);
  }

  /** The answer of a time-stamp server to a request (RFC 3161). */
  public synchronized byte[] timestamp(byte[] request, Instant at) {
    try {
      if (stamping == null) {
        KeyPair pair = keys("EC");
        stamping =
            new KeyStore.PrivateKeyEntry(
                pair.getPrivate(),
                new Certificate[] {
                  issue(
                      "CN=Test Time",
                      pair,
                      now,
                      false,
                      KeyUsage.digitalSignature,
                      Optional.of(KeyPurposeId.id_kp_timeStamping))
                });
      }
      X509Certificate own = (X509Certificate) stamping.getCertificate();
      DigestCalculator sha256 =
          new JcaDigestCalculatorProviderBuilder()
              .build()
              .get(new AlgorithmIdentifier(TSPAlgorithms.SHA256));
      TimeStampTokenGenerator tokens =
          new TimeStampTokenGenerator(
              new JcaSimpleSignerInfoGeneratorBuilder()
                  .build("SHA256withECDSA", stamping.getPrivateKey(), own),
              sha256,
              new ASN1ObjectIdentifier("1.2.3.4"));
      tokens.addCertificates(new JcaCertStore(List.of(own)));
      return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
          .generate(new TimeStampRequest(request), BigInteger.TEN, Date.from(at))
          .getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
