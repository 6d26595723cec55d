package dev.hookpress.tls;

import java.math.BigInteger;

/**
 * Adds up the iterations of the key derivations in a PKCS #12 store (RFC 7292), before anything is
 * derived: a store of a few kilobytes may ask for hours. An iteration count is an INTEGER behind
 * the OCTET STRING of its salt.
 */
final class KeyDerivations {
  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int CONSTRUCTED = 0x20;
  private static final int LONG_TAG = 0x1f;
  private static final int LONG_LENGTH = 0x80;
  private static final int MAX_LENGTH_BYTES = 3;
  private static final int MAX_DEPTH = 32;

  // A key derivation with its identifiers is longer, and a salt is not.
  private static final int LEAST_STRUCTURE = 32;

  private final byte[] der;
  private BigInteger iterations = BigInteger.ZERO;

  private KeyDerivations(byte[] der) {
    this.der = der;
  }

  /**
   * The sum of all counts that are not encrypted themselves.
   *
   * @throws IllegalArgumentException if the store is not in DER, or of indefinite lengths
   */
  static BigInteger iterations(byte[] store) {
    KeyDerivations all = new KeyDerivations(store);
    all.read(0, store.length, 0);
    return all.iterations;
  }

  private void read(int from, int end, int depth) {
    if (depth > MAX_DEPTH) {
      throw unreadable();
    }
    boolean afterSalt = false;
    int at = from;
    while (at < end) {
      int tag = der[at] & 0xff;
      if (at + 1 >= end || (tag & LONG_TAG) == LONG_TAG) {
        throw unreadable();
      }
      int first = der[at + 1] & 0xff;
      int lengthBytes = first < LONG_LENGTH ? 0 : first - LONG_LENGTH;
      int begin = at + 2 + lengthBytes;
      int length = first < LONG_LENGTH ? first : length(at + 2, lengthBytes, end);
      if (length > end - begin) {
        throw unreadable();
      }
      if (tag == INTEGER && afterSalt && length > 0) {
        iterations = iterations.add(new BigInteger(der, begin, length).abs());
      }
      afterSalt = tag == OCTET_STRING;
      // An octet string that is alone contains a structure; one behind an algorithm is encrypted,
      // and a salt is short.
      boolean wraps =
          afterSalt && at == from && length >= LEAST_STRUCTURE && (der[begin] & 0xff) == SEQUENCE;
      if ((tag & CONSTRUCTED) != 0 || wraps) {
        read(begin, begin + length, depth + 1);
      }
      at = begin + length;
    }
  }

  private int length(int at, int bytes, int end) {
    if (bytes < 1 || bytes > MAX_LENGTH_BYTES || at + bytes > end) {
      throw unreadable();
    }
    return new BigInteger(1, der, at, bytes).intValueExact();
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException("cannot be read; export it again, or give PEM instead");
  }
}
