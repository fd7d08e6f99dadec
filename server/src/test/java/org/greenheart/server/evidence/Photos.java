// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Small pictures with what cameras write into them. */
final class Photos {
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;

  private Photos() {}

  static byte[] plain(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        image.setRGB(x, y, x * 0x50000 + y * 3);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  /**
   * A JPEG of 40 x 20 from 27° 30' 36" N, 113° 0' 18" E, taken on 2026-02-28 at 09:15:30, the
   * camera held on its side.
   */
  static byte[] fromPlace() throws IOException {
    byte[] plain = plain("jpeg", 40, 20);
    byte[] tiff = tiff();
    ByteBuffer out = ByteBuffer.allocate(plain.length + tiff.length + 10);
    out.put(plain, 0, 2);
    out.putShort((short) 0xFFE1).putShort((short) (tiff.length + 8));
    out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff);
    out.put(plain, 2, plain.length - 2);
    return out.array();
  }

  private static byte[] tiff() {
    ByteBuffer out = ByteBuffer.allocate(300);
    out.putShort((short) 0x4D4D).putShort((short) 42).putInt(8);
    // IFD0 at 8: orientation, Exif, GPS
    out.putShort((short) 3);
    entry(out, 0x0112, SHORT, 1, 6 << 16);
    entry(out, 0x8769, LONG, 1, 60);
    entry(out, 0x8825, LONG, 1, 110);
    out.putInt(0);
    out.position(60);
    out.putShort((short) 1);
    entry(out, 0x9003, ASCII, 20, 80);
    out.putInt(0);
    out.position(80);
    out.put("2026:02:28 09:15:30\0".getBytes(StandardCharsets.US_ASCII));
    out.position(110);
    out.putShort((short) 4);
    entry(out, 1, ASCII, 2, 'N' << 24);
    entry(out, 2, RATIONAL, 3, 200);
    entry(out, 3, ASCII, 2, 'E' << 24);
    entry(out, 4, RATIONAL, 3, 224);
    out.putInt(0);
    out.position(200);
    for (int part : new int[] {27, 30, 36, 113, 0, 18}) {
      out.putInt(part).putInt(1);
    }
    return out.array();
  }

  private static void entry(ByteBuffer out, int tag, int type, int count, int value) {
    out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}
