// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import javax.imageio.ImageIO;
import org.greenheart.storage.Decimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PhotoFactsTest {
  @TempDir private Path folder;

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("photo"), content);
  }

  @Test
  void photo_saysWhereAndWhen() throws Exception {
    PhotoFacts facts = PhotoFacts.read(file(Photos.fromPlace()));

    assertThat(facts.latitude()).isEqualTo(new Decimal(27_510_000, 6));
    assertThat(facts.longitude()).isEqualTo(new Decimal(113_005_000, 6));
    assertThat(facts.taken()).isEqualTo(LocalDateTime.of(2026, 2, 28, 9, 15, 30));
    assertThat(facts.orientation()).isEqualTo(6);
  }

  @Test
  void photoWithoutFacts_andWhatIsNone_sayNothing() throws Exception {
    assertThat(PhotoFacts.read(file(Photos.plain("png", 4, 4)))).isEqualTo(PhotoFacts.NONE);
    assertThat(PhotoFacts.read(file(new byte[] {1, 2, 3}))).isEqualTo(PhotoFacts.NONE);
  }

  @Test
  void brokenFacts_keepNobodyFromTakingThePhoto() throws Exception {
    for (int i = 2; i < 320; i++) {
      byte[] broken = Photos.fromPlace();
      broken[i] ^= (byte) 0xFF;
      assertThat(PhotoFacts.read(file(broken)).orientation()).as("byte %s", i).isBetween(1, 8);
    }
  }

  @Test
  void smallPicture_standsUpright() throws Exception {
    byte[] small = Pictures.small(file(Photos.fromPlace()), 10, 6).orElseThrow();

    assertThat(ImageIO.read(new ByteArrayInputStream(small)))
        .satisfies(
            image -> {
              assertThat(image.getWidth()).isEqualTo(5);
              assertThat(image.getHeight()).isEqualTo(10);
            });
  }
}
