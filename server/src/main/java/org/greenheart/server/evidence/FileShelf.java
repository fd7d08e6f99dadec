// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.util.Objects.requireNonNull;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.RestOfBody;

/**
 * Takes files in and gives them out, for all that files hang on: kept under the hash of their
 * content, never changed, never served as script. Thread-safe.
 */
public final class FileShelf {
  /** How much of a refused body is read, in the size of the largest file. */
  static final int READ_ON = 4;

  private static final int LONGEST_NAME = 200;

  private final EvidenceStore store;
  private final EvidenceLimits limits;

  FileShelf(EvidenceStore store, EvidenceLimits limits) {
    this.store = requireNonNull(store, "store is null");
    this.limits = requireNonNull(limits, "limits is null");
  }

  /**
   * Over the files of a data folder. Before the server answers: what was left unfinished goes.
   *
   * @param data held by this process
   */
  public static FileShelf open(Path data, EvidenceLimits limits) {
    return new FileShelf(new EvidenceStore(data), limits);
  }

  /**
   * A file that was taken.
   *
   * @param media as found in its content
   */
  public record Shelved(String name, String media, long bytes, String sha256) {}

  /** Most files of one matter. */
  public int most() {
    return limits.files();
  }

  /**
   * Takes the body of a request, named {@code name} in the query.
   *
   * @throws ApiException 400 {@code evidence-name}, {@code evidence-empty}, {@code evidence-type},
   *     {@code evidence-disguised}; 413 {@code evidence-size}; 507 {@code evidence-not-kept}
   */
  public Shelved take(Context ctx) {
    try {
      String name = name(ctx);
      requireSize(ctx);
      try (EvidenceStore.Staged staged = store.stage(ctx.bodyInputStream(), limits.fileBytes())) {
        FileKind kind = Sniffer.kind(staged.file(), name);
        store.keep(staged);
        return new Shelved(name, kind.media(), staged.bytes(), staged.sha256());
      } catch (IOException e) {
        throw new ApiException(
            507,
            "evidence-not-kept",
            "file (%s) could not be written to the disk: %s".formatted(name, e.getMessage()));
      }
    } catch (RuntimeException e) {
      RestOfBody.takeIn(ctx, READ_ON * limits.fileBytes());
      throw e;
    }
  }

  /**
   * @throws ApiException 413 {@code evidence-size}
   */
  void requireSize(Context ctx) {
    if (ctx.req().getContentLengthLong() > limits.fileBytes()) {
      throw EvidenceStore.tooLarge(limits.fileBytes());
    }
  }

  /** Answers with a file, to be saved. */
  public void send(Context ctx, String name, String media, long bytes, String sha256)
      throws IOException {
    sandbox(ctx);
    ctx.header(
        "Content-Disposition",
        "attachment; filename*=UTF-8''"
            + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    ctx.header("Content-Length", Long.toString(bytes));
    ctx.contentType(media);
    try {
      ctx.result(Files.newInputStream(store.path(sha256)));
    } catch (NoSuchFileException e) {
      throw new ApiException(
          500,
          "evidence-lost",
          "the content of file (%s) is not in the data folder any more".formatted(name));
    }
  }

  /** The last part of what the sender calls it, without what could hide another ending. */
  static String name(Context ctx) {
    String given =
        Params.text(ctx, "name")
            .orElseThrow(
                () -> ApiException.badRequest("field-missing", "name must be given in the query"));
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    // Control characters and those that turn the direction of writing: photo[RLO]gpj.exe
    String plain = last.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "").strip();
    if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
      throw ApiException.badRequest(
          "evidence-name", "name (%s) must have 1 to 200 characters".formatted(plain));
    }
    return plain;
  }

  /** Whatever is in the file, no browser runs it. */
  static void sandbox(Context ctx) {
    ctx.header("Content-Security-Policy", "default-src 'none'; sandbox");
    ctx.header("X-Content-Type-Options", "nosniff");
  }
}
