// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/**
 * A place on Earth in WGS 84, in degrees.
 *
 * @param longitude -180 to 180, east positive
 * @param latitude -90 to 90, north positive
 */
public record GeoPoint(double longitude, double latitude) {
  public GeoPoint {
    if (!(longitude >= -180 && longitude <= 180)) {
      throw new RuleException("longitude", "must be -180 to 180", longitude, "longitude-range");
    }
    if (!(latitude >= -90 && latitude <= 90)) {
      throw new RuleException("latitude", "must be -90 to 90", latitude, "latitude-range");
    }
  }

  public String geoJson() {
    return "{\"type\":\"Point\",\"coordinates\":[" + longitude + "," + latitude + "]}";
  }
}
