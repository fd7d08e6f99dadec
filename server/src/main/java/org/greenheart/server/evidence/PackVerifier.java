// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.evidence.PackVerdict.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Checks a pack, without a server: that its archive has the one form that it may have ({@link
 * PackForm}), that its manifest was signed by the key in it, and that its files are those of the
 * manifest, byte by byte. Reads piece by piece.
 */
public final class PackVerifier {
  private static final int BUFFER = 64 << 10;

  /** Of the directory, the manifest, a key: larger ones are none of ours. */
  private static final int MOST_IN_MEMORY = 64 << 20;

  private final FileChannel channel;
  private final ObjectMapper mapper = ApiJson.mapper();

  private PackVerifier(FileChannel channel) {
    this.channel = channel;
  }

  /** What is wrong, said from deep inside. */
  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final Finding finding;
    private final String file;

    Fault(Finding finding, String file, String explanation) {
      super(explanation);
      this.finding = finding;
      this.file = file;
    }
  }

  /**
   * @param key fingerprint that the key must have; null where any will do
   * @throws IOException when the file cannot be read
   */
  public static PackVerdict verify(Path pack, @Nullable String key) throws IOException {
    try (FileChannel channel = FileChannel.open(pack, StandardOpenOption.READ)) {
      return new PackVerifier(channel).verify(key);
    }
  }

  private PackVerdict verify(@Nullable String key) throws IOException {
    PackManifest manifest;
    try {
      List<PackForm.Entry> entries = entries();
      manifest = manifest(entries);
      compare(entries, manifest);
    } catch (Fault fault) {
      return new PackVerdict(fault.finding, fault.file, String.valueOf(fault.getMessage()), null);
    }
    PackVerdict.Summary summary =
        new PackVerdict.Summary(
            manifest.subject(),
            manifest.number(),
            manifest.title(),
            manifest.place(),
            manifest.made().toString(),
            manifest.key(),
            manifest.files().size());
    if (key != null && !key.toLowerCase(Locale.ROOT).equals(manifest.key())) {
      return new PackVerdict(
          Finding.OTHER_KEY,
          PackForm.PUBLIC_KEY,
          "the pack is whole and was sealed by key %s, not by %s".formatted(manifest.key(), key),
          summary);
    }
    return new PackVerdict(Finding.WHOLE, "", "every file is as it was sealed", summary);
  }

  private static Fault damaged(String explanation) {
    return new Fault(Finding.DAMAGED, "", explanation);
  }

  private byte[] read(long at, long bytes) throws IOException, Fault {
    if (at < 0 || bytes < 0 || bytes > MOST_IN_MEMORY || at + bytes > channel.size()) {
      throw damaged("the archive is cut short or was put together anew");
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw damaged("the archive is cut short");
      }
    }
    return buffer.array();
  }

  /** Those of the directory, which is the only one that they can have. */
  private List<PackForm.Entry> entries() throws IOException, Fault {
    long size = channel.size();
    if (size < PackForm.END_BYTES) {
      throw damaged("the file is no archive");
    }
    byte[] end = read(size - PackForm.END_BYTES, PackForm.END_BYTES);
    long start = PackForm.directoryStart(end);
    if (start > size - PackForm.END_BYTES) {
      throw damaged("the archive's end was changed");
    }
    byte[] directory = read(start, size - start);
    List<PackForm.Entry> entries = new ArrayList<>();
    try {
      ByteBuffer in = ByteBuffer.wrap(directory, 0, directory.length - PackForm.END_BYTES);
      while (in.hasRemaining()) {
        entries.add(PackForm.next(in));
      }
    } catch (IllegalArgumentException e) {
      throw damaged("the archive's directory was changed: " + e.getMessage());
    }
    // The end counts from the last entry: a gap before the directory shows here.
    if (!Arrays.equals(directory, PackForm.directory(entries))) {
      throw damaged("the archive's directory was changed, or another program packed it anew");
    }
    long at = 0;
    for (PackForm.Entry entry : entries) {
      if (entry.at() != at) {
        throw damaged("there is something before %s that is no file".formatted(entry.name()));
      }
      at = entry.end();
    }
    return entries;
  }

  private byte[] content(List<PackForm.Entry> entries, String name) throws IOException, Fault {
    for (PackForm.Entry entry : entries) {
      if (entry.name().equals(name)) {
        return read(entry.content(), entry.bytes());
      }
    }
    throw new Fault(Finding.MISSING, name, name + " is missing");
  }

  /** The manifest, once it is clear that it was signed by the key in the pack. */
  private PackManifest manifest(List<PackForm.Entry> entries) throws IOException, Fault {
    byte[] content = content(entries, PackForm.MANIFEST);
    PackSignature signature;
    try {
      signature = PackSignature.read(content(entries, PackForm.SIGNATURE));
    } catch (IllegalArgumentException e) {
      throw changed(PackForm.SIGNATURE);
    }
    if (!Digests.sha256(content).equals(signature.manifestSha256())) {
      throw changed(PackForm.MANIFEST);
    }
    PublicKey key;
    try {
      key = SealKey.publicKey(content(entries, PackForm.PUBLIC_KEY));
    } catch (IllegalArgumentException e) {
      throw changed(PackForm.PUBLIC_KEY);
    }
    if (!SealKey.fingerprint(key).equals(signature.key())) {
      throw changed(PackForm.PUBLIC_KEY);
    }
    if (!SealKey.isSignedBy(key, content, signature.signatureBytes())) {
      throw new Fault(
          Finding.CHANGED,
          PackForm.SIGNATURE,
          "the signature is not one of this manifest by the key in the pack");
    }
    PackManifest manifest;
    try {
      manifest = mapper.readValue(content, PackManifest.class);
    } catch (JsonProcessingException e) {
      throw damaged("the manifest is of a form that this version does not know");
    }
    if (!manifest.format().equals(PackForm.FORMAT) || !manifest.key().equals(signature.key())) {
      throw changed(PackForm.MANIFEST);
    }
    return manifest;
  }

  private static Fault changed(String name) {
    return new Fault(Finding.CHANGED, name, name + " was changed");
  }

  private void compare(List<PackForm.Entry> entries, PackManifest manifest)
      throws IOException, Fault {
    Map<String, PackManifest.File> expected = new HashMap<>();
    manifest.files().forEach(file -> expected.put(file.name(), file));
    Set<String> seen = new HashSet<>();
    for (PackForm.Entry entry : entries) {
      PackManifest.File file = expected.get(entry.name());
      boolean listed = file != null || PackForm.UNLISTED.contains(entry.name());
      if (!listed || !seen.add(entry.name())) {
        throw new Fault(Finding.ADDED, entry.name(), entry.name() + " was added");
      }
      byte[] header = PackForm.localHeader(entry);
      if (!Arrays.equals(header, read(entry.at(), header.length)) || !isAsSealed(entry, file)) {
        throw changed(entry.name());
      }
    }
    for (PackManifest.File file : manifest.files()) {
      if (!seen.contains(file.name())) {
        throw new Fault(Finding.MISSING, file.name(), file.name() + " is missing");
      }
    }
  }

  /**
   * @param file null for what the manifest does not list
   */
  private boolean isAsSealed(PackForm.Entry entry, PackManifest.@Nullable File file)
      throws IOException {
    if (file != null && entry.bytes() != file.bytes()) {
      return false;
    }
    CRC32 crc = new CRC32();
    MessageDigest digest = Digests.sha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long at = entry.content();
    while (at < entry.end()) {
      buffer.clear().limit((int) Math.min(BUFFER, entry.end() - at));
      int n = channel.read(buffer, at);
      if (n < 0) {
        return false;
      }
      digest.update(buffer.flip());
      crc.update(buffer.rewind());
      at += n;
    }
    return (int) crc.getValue() == entry.crc()
        && (file == null || HexFormat.of().formatHex(digest.digest()).equals(file.sha256()));
  }
}
