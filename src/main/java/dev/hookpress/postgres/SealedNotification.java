package dev.hookpress.postgres;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import dev.hookpress.secrets.SealedBox;
import java.nio.ByteBuffer;

/**
 * What a notification's row keeps sealed: its target and its body as one value, in the column
 * {@code target}; the column {@code body} is empty then. A body holds links to the client's PDFs,
 * which a copy of the database must not open.
 *
 * <p>Operational events, which hold no links, and rows of versions before 0.3 have a sealed target
 * and a body in clear. Those versions cannot open the joint value: they leave such a row to nodes
 * that can.
 */
public record SealedNotification(Target target, byte[] body) {
  /** The column {@code body} of a row whose target holds the body too. */
  public static final byte[] NO_BODY = new byte[0];

  /** Returns the value of the column {@code target}. */
  public byte[] seal(SealedBox box, ClientId client) {
    byte[] json = StoredJson.target(target);
    byte[] joint =
        ByteBuffer.allocate(Integer.BYTES + json.length + body.length)
            .putInt(json.length)
            .put(json)
            .put(body)
            .array();
    return box.seal(joint, SealingPurposes.NOTIFICATION, client);
  }

  /**
   * Opens the two columns of a row.
   *
   * @throws dev.hookpress.secrets.SealBrokenException if none of the keys opens it for this client
   */
  public static SealedNotification open(
      SealedBox box, ClientId client, byte[] target, byte[] body) {
    if (body.length > 0) {
      return new SealedNotification(
          StoredJson.target(box.open(target, SealingPurposes.TARGET, client)), body);
    }
    ByteBuffer joint = ByteBuffer.wrap(box.open(target, SealingPurposes.NOTIFICATION, client));
    byte[] json = new byte[joint.getInt()];
    joint.get(json);
    byte[] own = new byte[joint.remaining()];
    joint.get(own);
    return new SealedNotification(StoredJson.target(json), own);
  }
}
