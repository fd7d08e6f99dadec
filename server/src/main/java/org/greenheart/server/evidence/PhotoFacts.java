// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a photo says of itself (EXIF). It is a claim, not a proof: a camera's clock may be wrong and
 * anybody can write it.
 *
 * @param latitude degrees, WGS-84; null together with longitude
 * @param orientation how the camera was held, 1 to 8 as by EXIF; 1 is upright
 */
record PhotoFacts(
    @Nullable LocalDateTime taken,
    @Nullable Decimal latitude,
    @Nullable Decimal longitude,
    int orientation) {
  static final PhotoFacts NONE = new PhotoFacts(null, null, null, 1);

  private static final Logger log = LoggerFactory.getLogger(PhotoFacts.class);
  private static final DateTimeFormatter EXIF_TIME =
      DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");

  /** About a decimetre. */
  private static final int DIGITS = 6;

  /** Nothing where the file says nothing, or cannot be read. */
  static PhotoFacts read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Metadata metadata = ImageMetadataReader.readMetadata(in, Files.size(file));
      GeoLocation place = place(metadata);
      return new PhotoFacts(
          taken(metadata),
          place == null ? null : degrees(place.getLatitude()),
          place == null ? null : degrees(place.getLongitude()),
          orientation(metadata));
    } catch (ImageProcessingException | EOFException | RuntimeException e) {
      log.debug("What {} says of itself cannot be read: {}", file, e.toString());
      return NONE;
    }
  }

  private static @Nullable GeoLocation place(Metadata metadata) {
    for (GpsDirectory directory : metadata.getDirectoriesOfType(GpsDirectory.class)) {
      GeoLocation place = directory.getGeoLocation();
      if (place != null
          && !place.isZero()
          && Math.abs(place.getLatitude()) <= 90
          && Math.abs(place.getLongitude()) <= 180) {
        return place;
      }
    }
    return null;
  }

  private static @Nullable Decimal degrees(double degrees) {
    return Decimal.of(BigDecimal.valueOf(degrees).setScale(DIGITS, RoundingMode.HALF_EVEN))
        .orElse(null);
  }

  private static @Nullable LocalDateTime taken(Metadata metadata) {
    for (ExifSubIFDDirectory directory : metadata.getDirectoriesOfType(ExifSubIFDDirectory.class)) {
      String text = directory.getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL);
      if (text != null) {
        try {
          return LocalDateTime.parse(text.strip(), EXIF_TIME);
        } catch (DateTimeException e) {
          return null; // cameras without a clock write zeros
        }
      }
    }
    return null;
  }

  private static int orientation(Metadata metadata) {
    ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    Integer said =
        directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
    return said == null || said < 1 || said > 8 ? 1 : said;
  }
}
