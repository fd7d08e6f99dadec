// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static java.util.Map.entry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.greenheart.server.api.LocalizedName;
import org.greenheart.server.supply.TradeViews.OrderView;
import org.jspecify.annotations.Nullable;

/** Orders as an Excel workbook; texts are never formulas. */
final class OrderWorkbook {
  private static final String[] CHINESE = {
    "订单号", "采购订单号", "需求号", "采购方", "供应方", "产品编码", "产品", "单位", "订货数量", "确认数量", "已发数量", "到货数量", "需求日期",
    "承诺日期", "状态", "预警"
  };
  private static final String[] ENGLISH = {
    "order",
    "reference",
    "request",
    "buyer",
    "supplier",
    "product code",
    "product",
    "unit",
    "ordered",
    "confirmed",
    "shipped",
    "received",
    "needed by",
    "promised",
    "state",
    "warnings"
  };

  /** Words of states and warnings, as the console's pages have them. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          entry("ordered", "已下单"),
          entry("confirmed", "已确认"),
          entry("part-delivered", "部分到货"),
          entry("delivered", "已到货"),
          entry("closed", "已结单"),
          entry("refused", "已拒单"),
          entry("cancelled", "已取消"),
          entry("disputed", "数量有争议"),
          entry("late-promise", "承诺晚于需求"),
          entry("short-promise", "确认不足"),
          entry("not-confirmed", "临期未确认"),
          entry("not-shipped", "临期未发货"),
          entry("late-expected", "预计晚到"),
          entry("late", "逾期"),
          entry("failed", "到货不合格"),
          entry("short", "到货不足"));

  private OrderWorkbook() {}

  static byte[] of(List<OrderView> orders, boolean chinese) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "Greenheart", "1.0")) {
      Worksheet sheet = workbook.newWorksheet(chinese ? "订单" : "Orders");
      write(sheet, 0, Arrays.asList((Object[]) (chinese ? CHINESE : ENGLISH)));
      int row = 1;
      for (OrderView order : orders) {
        write(sheet, row++, cells(order, chinese));
      }
      sheet.finish();
    }
    return out.toByteArray();
  }

  private static List<@Nullable Object> cells(OrderView order, boolean chinese) {
    return Arrays.asList(
        order.number(),
        order.reference(),
        OrderNumbers.request(order.request()),
        in(order.partner().buyer().name(), chinese),
        in(order.partner().supplier().name(), chinese),
        order.product().code(),
        in(order.product().name(), chinese),
        order.product().unit(),
        order.quantity(),
        order.confirmed(),
        order.sent(),
        order.sure(),
        order.neededBy().toString(),
        order.promised() == null ? null : String.valueOf(order.promised()),
        in(order.disputed() ? "disputed" : order.state(), chinese),
        order.warnings().stream()
            .map(word -> in(word, chinese))
            .collect(Collectors.joining(chinese ? "、" : ", ")));
  }

  private static String in(String word, boolean chinese) {
    return chinese ? WORDS.getOrDefault(word, word) : word.replace('-', ' ');
  }

  private static String in(LocalizedName name, boolean chinese) {
    return chinese ? name.zh() : name.en();
  }

  private static void write(Worksheet sheet, int row, List<@Nullable Object> cells) {
    for (int i = 0; i < cells.size(); i++) {
      Object cell = cells.get(i);
      if (cell instanceof BigDecimal number) {
        sheet.value(row, i, number);
      } else if (cell != null) {
        sheet.inlineString(row, i, cell.toString());
      }
    }
  }
}
