// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.tax.SolidWasteTax;
import org.greenheart.regulation.tax.TaxItem;
import org.greenheart.regulation.tax.TaxItems;
import org.greenheart.regulation.tax.TaxMedium;
import org.greenheart.server.places.RowValues;
import org.greenheart.server.places.RowWriter;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.TaxBook;
import org.greenheart.storage.registry.TaxRecord;

/** Writes the rows of one list: every cell is read as what its column is before it is kept. */
final class ListRows implements RowWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern MONTH =
      Pattern.compile("(\\d{4})[-/.年]?(\\d{1,2})(?:月|[-/.]\\d{1,2})?");
  private static final Pattern OUTLET = Pattern.compile("D[AW]\\d{3,4}");
  private static final Pattern COUNT = Pattern.compile("\\d{1,6}");

  private static final List<List<String>> PAIRS =
      List.of(
          List.of("validFrom", "validTo"), List.of("from", "to"), List.of("quotaLow", "quotaHigh"));

  private static final int HOURS_OF_DAY = 24;

  /** When the law came into force. */
  private static final LocalDate LAW = LocalDate.of(2018, 1, 1);

  private final ListForm form;
  private final TaxBook book;
  private final FirmNames names;
  private final Instant now;
  private final Set<String> said = new HashSet<>();

  ListRows(ListForm form, TaxBook book, FirmNames names, Instant now) {
    this.form = form;
    this.book = book;
    this.names = names;
    this.now = now;
  }

  @Override
  public Change.Kind write(RowValues row) {
    String name = row.text(ListForm.NAME);
    String code = row.optional(ListForm.CREDIT_CODE).map(CreditCode::check).orElse("");
    if (!code.isEmpty()) {
      names.require(code, name);
    }
    ObjectNode document = JSON.createObjectNode();
    StringBuilder key = new StringBuilder(code.isEmpty() ? FirmNames.plain(name) : code);
    String month = "";
    for (ListColumn column : form.kind().columns()) {
      Optional<String> value = value(column, row, document);
      value.ifPresent(text -> document.put(column.name(), text));
      if (column.inKey()) {
        key.append('|').append(value.orElse(""));
      }
      if (column.type() instanceof ListColumn.Type.Month) {
        month = value.orElse("");
      }
    }
    inOrder(document);
    String found = key.toString();
    if (!said.add(found)) {
      throw new RuleException(
          ListForm.NAME, "must not stand in the file twice with the same key", found, "row-twice");
    }
    return keep(found, code, name, month, document.toString());
  }

  /** Days and amounts that come in pairs: the first is not above the second. */
  private static void inOrder(ObjectNode document) {
    for (List<String> pair : PAIRS) {
      String low = document.path(pair.getFirst()).asText();
      String high = document.path(pair.getLast()).asText();
      boolean wrong =
          !low.isEmpty()
              && !high.isEmpty()
              && (pair.getFirst().equals("quotaLow")
                  ? new BigDecimal(low).compareTo(new BigDecimal(high)) > 0
                  : low.compareTo(high) > 0);
      if (wrong) {
        throw new RuleException(
            pair.getLast(),
            "must not be before %s (%s)".formatted(pair.getFirst(), low),
            high,
            "pair-order");
      }
    }
  }

  private Change.Kind keep(String key, String code, String name, String month, String document) {
    TaxRecord old = book.recordOf(form.text(), key).orElse(null);
    if (old != null && old.document().equals(document) && old.name().equals(name)) {
      return Change.Kind.UNCHANGED;
    }
    return book.records()
        .put(
            new TaxRecord(
                old == null ? 0 : old.id(),
                form.text(),
                key,
                code,
                name,
                month,
                document,
                form.source(),
                form.author(),
                now))
        .kind();
  }

  private Optional<String> value(ListColumn column, RowValues row, ObjectNode before) {
    String field = column.name();
    if (column.head().required()) {
      // Blank is told as blank, not as a number or a day that cannot be read.
      var _ = row.text(field);
    }
    return switch (column.type()) {
      case ListColumn.Type.Text() -> row.optional(field);
      case ListColumn.Type.Amount() ->
          number(field, row).map(number -> notNegative(field, number).toString());
      case ListColumn.Type.Share() -> number(field, row).map(number -> share(field, number));
      case ListColumn.Type.Hours() ->
          number(field, row).map(number -> hours(field, number, before));
      case ListColumn.Type.Count() -> row.optional(field).map(text -> count(field, text));
      case ListColumn.Type.Day() -> row.date(field).map(LocalDate::toString);
      case ListColumn.Type.Month() -> row.optional(field).map(text -> month(field, text));
      case ListColumn.Type.OutletCode() -> row.optional(field).map(text -> outlet(field, text));
      case ListColumn.Type.Pollutant() ->
          row.optional(field).map(text -> pollutant(field, text, before));
      case ListColumn.Type.WasteKind() -> row.optional(field).map(text -> waste(field, text));
      case ListColumn.Type.Word(TaxWords words) ->
          row.optional(field).map(text -> words.read(field, text));
    };
  }

  /** A number that says its unit must say the column's. */
  private Optional<Decimal> number(String field, RowValues row) {
    try {
      return row.decimal(field);
    } catch (RuleException e) {
      Optional<Decimal> withUnit =
          row.optional(field).flatMap(text -> ListUnits.number(form.kind(), field, text));
      if (withUnit.isEmpty()) {
        throw e;
      }
      return withUnit;
    }
  }

  private static Decimal notNegative(String field, Decimal number) {
    if (number.unscaled() < 0) {
      throw new RuleException(field, "must not be negative", number, "negative");
    }
    return number;
  }

  private static String share(String field, Decimal number) {
    if (number.compareTo(Decimal.of(1)) > 0) {
      throw new RuleException(
          field, "must be a share from 0 to 1 such as 0.75, no percentage", number, "share-range");
    }
    return notNegative(field, number).toString();
  }

  private static String hours(String field, Decimal number, ObjectNode before) {
    int most = YearMonth.parse(before.path("month").asText()).lengthOfMonth() * HOURS_OF_DAY;
    if (number.compareTo(Decimal.of(most)) > 0) {
      throw new RuleException(
          field, "must not be more than the month has: " + most, number, "hours-range");
    }
    return notNegative(field, number).toString();
  }

  private static String count(String field, String text) {
    if (!COUNT.matcher(text).matches()) {
      throw new RuleException(field, "must be a whole number", text, "number-unreadable");
    }
    return text;
  }

  private static String month(String field, String text) {
    Matcher parts = MONTH.matcher(text);
    if (parts.matches()) {
      try {
        return YearMonth.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)))
            .toString();
      } catch (DateTimeException e) {
        throw unreadable(field, text);
      }
    }
    throw unreadable(field, text);
  }

  private static RuleException unreadable(String field, String text) {
    return new RuleException(field, "must be a month such as 2026-03", text, "month-unreadable");
  }

  private static String outlet(String field, String text) {
    String code = text.toUpperCase(Locale.ROOT);
    if (!OUTLET.matcher(code).matches()) {
      throw new RuleException(
          field, "must be DA or DW and three or four digits (HJ 608)", text, "outlet-code");
    }
    return code;
  }

  static TaxMedium medium(String outlet) {
    return outlet.startsWith("DA") ? TaxMedium.AIR : TaxMedium.WATER;
  }

  /** By the name of the annex; one that the annex does not list keeps its own. */
  private static String pollutant(String field, String text, ObjectNode before) {
    TaxMedium medium = medium(before.path("outlet").asText());
    LocalDate date =
        before.has("month") ? YearMonth.parse(before.path("month").asText()).atEndOfMonth() : LAW;
    try {
      return TaxItems.find(medium, field, text, date).map(TaxItem::name).orElse(text);
    } catch (LawException e) {
      throw new RuleException(
          field, "cannot be taxed: " + e.getMessage(), text, "pollutant-unknown");
    }
  }

  private static String waste(String field, String text) {
    try {
      var _ =
          SolidWasteTax.of(
              text,
              new SolidWasteTax.Waste(
                  BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO),
              false,
              LAW);
      return text;
    } catch (LawException e) {
      throw new RuleException(
          field, "must be one of " + SolidWasteTax.kinds(), text, "waste-unknown");
    }
  }
}
