// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.evidence.PackVerdict.Finding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackVerifierTest {
  @TempDir private Path folder;
  private SealKey key;
  private Path pack;

  @BeforeEach
  void seal() throws Exception {
    key = SealKey.of(folder);
    pack = folder.resolve("pack.zip");
    write(key, new LinkedHashMap<>(Map.of("values.csv", "1.50")), Map.of());
  }

  /**
   * @param listed sealed with the pack
   * @param unlisted put in afterwards
   */
  private void write(SealKey by, Map<String, String> listed, Map<String, String> unlisted)
      throws IOException {
    try (PackWriter writer = new PackWriter(pack, 1 << 20)) {
      for (Map.Entry<String, String> file : listed.entrySet()) {
        writer.entry(file.getKey(), file.getValue().getBytes(UTF_8));
      }
      writer.entry(PackForm.PUBLIC_KEY, by.publicPem());
      byte[] manifest =
          ApiJson.mapper()
              .writeValueAsBytes(
                  new PackManifest(
                      PackForm.FORMAT,
                      "alarm",
                      "1",
                      "超标",
                      null,
                      null,
                      Instant.EPOCH,
                      "1.0",
                      "",
                      by.fingerprint(),
                      writer.files()));
      writer.entry(PackForm.MANIFEST, manifest);
      for (Map.Entry<String, String> file : unlisted.entrySet()) {
        writer.entry(file.getKey(), file.getValue().getBytes(UTF_8));
      }
      writer.entry(
          PackForm.SIGNATURE,
          new PackSignature(
                  by.fingerprint(),
                  Digests.sha256(manifest),
                  HexFormat.of().formatHex(by.sign(manifest)))
              .bytes());
      writer.finish();
    }
  }

  private PackVerdict verify(@Nullable String trusted) {
    try {
      return PackVerifier.verify(pack, trusted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertFound(Finding finding, String file) {
    PackVerdict verdict = verify(null);
    assertThat(verdict.finding()).as(verdict.explanation()).isEqualTo(finding);
    assertThat(verdict.file()).isEqualTo(file);
    assertThat(verdict.manifest()).isNull();
  }

  @Test
  void packAsSealed_isWhole_forEveryReaderOfZip() throws Exception {
    PackVerdict verdict = verify(key.fingerprint());

    assertThat(verdict.whole()).isTrue();
    assertThat(verdict.manifest()).isNotNull();
    try (ZipFile zip = new ZipFile(pack.toFile())) {
      byte[] content = zip.getInputStream(zip.getEntry("values.csv")).readAllBytes();
      assertThat(new String(content, UTF_8)).isEqualTo("1.50");
      assertThat(zip.size()).isEqualTo(4);
    }
  }

  @Test
  void byteFlippedAnywhere_isFound() throws Exception {
    byte[] whole = Files.readAllBytes(pack);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      Files.write(pack, changed);
      assertThat(verify(null).whole()).as("byte %s", i).isFalse();
    }
  }

  @Test
  void fileChanged_isNamed() throws Exception {
    byte[] whole = Files.readAllBytes(pack);
    int at = new String(whole, UTF_8).indexOf("1.50");
    byte[] changed = whole.clone();
    changed[at] = '9';
    Files.write(pack, changed);

    assertFound(Finding.CHANGED, "values.csv");
  }

  @Test
  void fileAdded_isNamed() throws Exception {
    write(key, Map.of("values.csv", "1.50"), Map.of("more.csv", "2"));

    assertFound(Finding.ADDED, "more.csv");
  }

  @Test
  void fileTwice_isAdded() throws Exception {
    write(key, Map.of("values.csv", "1.50"), Map.of("values.csv", "1.50"));

    assertFound(Finding.ADDED, "values.csv");
  }

  @Test
  void fileRemoved_isNamed() throws Exception {
    Path source = pack.resolveSibling("whole.zip");
    Files.move(pack, source);
    try (ZipFile zip = new ZipFile(source.toFile());
        PackWriter writer = new PackWriter(pack, 1 << 20)) {
      for (String name : new String[] {"public-key.pem", "manifest.json", "signature.json"}) {
        writer.entry(name, zip.getInputStream(zip.getEntry(name)).readAllBytes());
      }
      writer.finish();
    }

    assertFound(Finding.MISSING, "values.csv");
  }

  @Test
  void packedAnewOrCutShort_isDamaged() throws Exception {
    byte[] whole = Files.readAllBytes(pack);
    Files.write(pack, Arrays.copyOf(whole, whole.length - 1));
    assertFound(Finding.DAMAGED, "");
    Files.write(pack, Arrays.copyOf(whole, whole.length + 1));
    assertFound(Finding.DAMAGED, "");
    Files.write(pack, new byte[10]);
    assertFound(Finding.DAMAGED, "");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(pack))) {
      out.putNextEntry(new ZipEntry("values.csv"));
    }
    assertFound(Finding.DAMAGED, "");
  }

  @Test
  void sealedAnewByAnother_isWhole_andOfAnotherKey() throws Exception {
    SealKey another = SealKey.of(folder.resolve("another"));
    write(another, Map.of("values.csv", "9.99"), Map.of());

    assertThat(verify(null).whole()).isTrue();
    PackVerdict verdict = verify(key.fingerprint());
    assertThat(verdict.finding()).isEqualTo(Finding.OTHER_KEY);
    assertThat(verdict.explanation()).contains(another.fingerprint());
  }

  @Test
  void key_staysTheSame_andIsForTheOwnerAlone() throws Exception {
    assertThat(SealKey.of(folder).fingerprint()).isEqualTo(key.fingerprint());
    assertThat(Files.getPosixFilePermissions(folder.resolve("evidence-key/private.pem")))
        .hasSize(2);
  }
}
