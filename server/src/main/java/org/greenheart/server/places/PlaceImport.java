// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/**
 * Brings a spreadsheet into the registry: all of its rows, or with any error none.
 *
 * <p>A preview does the very same in a transaction and undoes it, so that it cannot tell other than
 * what would happen. Rows are told apart by their natural keys; a blank cell leaves what is known.
 * Hence importing a file twice changes nothing the second time. Thread-safe.
 */
public final class PlaceImport {
  private final Registry registry;

  public PlaceImport(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  /**
   * @param content of a CSV file (UTF-8 or GBK) or an XLSX workbook, whose first sheet is read
   * @throws SheetException when the content is no table
   */
  public ImportResult run(ImportForm kind, byte[] content, boolean preview) {
    Sheet sheet = SheetReader.read(content);
    Run run = new Run(kind, sheet, preview);
    if (!run.heads.errors().isEmpty()) {
      return run.result(false);
    }
    try {
      return registry.write(
          tables -> {
            run.rows(tables);
            ImportResult result = run.result(true);
            if (!result.applied()) {
              throw new UndoneException(result);
            }
            return result;
          });
    } catch (UndoneException e) {
      return e.result;
    }
  }

  /** Carries the result out of a transaction that must not be kept. */
  private static final class UndoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ImportResult result;

    UndoneException(ImportResult result) {
      super("undone", null, false, false);
      this.result = result;
    }
  }

  /** One file on its way. */
  private static final class Run {
    private final ImportForm kind;
    private final Sheet sheet;
    private final boolean preview;
    private final Heads heads;
    private final List<ImportError> errors = new ArrayList<>();
    private final Map<Change.Kind, Integer> counts = new EnumMap<>(Change.Kind.class);

    Run(ImportForm kind, Sheet sheet, boolean preview) {
      this.kind = kind;
      this.sheet = sheet;
      this.preview = preview;
      this.heads = new Heads(kind, sheet);
      errors.addAll(heads.errors());
    }

    void rows(Tables tables) {
      RowWriter writer = kind.writer(tables);
      for (Sheet.Row row : sheet.rows()) {
        try {
          requireNothingBeyond(row);
          counts.merge(writer.write(new RowValues(heads, row)), 1, Integer::sum);
        } catch (RuleException e) {
          errors.add(
              new ImportError(
                  row.number(), heads.written(e.field()), e.rule(), e.value(), e.code()));
        } catch (RegistryException e) {
          if (e.code() == RegistryException.Code.STORAGE) {
            throw e;
          }
          errors.add(
              new ImportError(
                  row.number(),
                  "",
                  String.valueOf(e.getMessage()),
                  "",
                  e.code().name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
      }
      if (errors.isEmpty()) {
        writer.finish().forEach(error -> errors.add(written(error)));
      }
    }

    private ImportError written(ImportError error) {
      return new ImportError(
          error.row(), heads.written(error.column()), error.rule(), error.value(), error.code());
    }

    private void requireNothingBeyond(Sheet.Row row) {
      for (int i = 0; i < row.cells().size(); i++) {
        boolean headless = i >= sheet.heads().size() || sheet.heads().get(i).isEmpty();
        if (headless && !row.cell(i).isBlank()) {
          throw new RuleException(
              "column " + (i + 1), "stands under no head", row.cell(i).text(), "cell-beyond");
        }
      }
    }

    ImportResult result(boolean written) {
      errors.sort(Comparator.comparingInt(ImportError::row));
      return new ImportResult(
          kind.text(),
          preview,
          written && !preview && errors.isEmpty(),
          sheet.rows().size(),
          counts.getOrDefault(Change.Kind.ADDED, 0),
          counts.getOrDefault(Change.Kind.CHANGED, 0),
          counts.getOrDefault(Change.Kind.UNCHANGED, 0),
          errors.size(),
          errors.stream().limit(ImportResult.MOST_ERRORS).toList());
    }
  }
}
