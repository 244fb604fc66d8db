package org.utsusemi.decoy.book;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256, cut to 64 bits. Not for several threads at once. */
final class KeyedHash {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  /**
   * @param key at least one byte
   */
  KeyedHash(byte[] key) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /**
   * @param purpose keeps the hashes of one use apart from those of another
   */
  long of(String purpose, long epoch, int number) {
    mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
    mac.update((byte) 0);
    mac.update(ByteBuffer.allocate(12).putLong(epoch).putInt(number).flip());
    return ByteBuffer.wrap(mac.doFinal()).getLong();
  }

  /**
   * @param purpose as above
   */
  long of(String purpose, String text) {
    mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
    mac.update((byte) 0);
    mac.update(text.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(mac.doFinal()).getLong();
  }
}
