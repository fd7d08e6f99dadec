// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static java.util.Map.entry;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.greenheart.server.api.LocalizedName;
import org.greenheart.server.reports.Said;
import org.greenheart.server.reports.TableBook;
import org.greenheart.server.supply.TradeViews.OrderView;

/** Orders as an Excel workbook, line by line. */
final class OrderWorkbook implements Closeable {
  private static final List<Said> HEADS =
      List.of(
          new Said("订单号", "order"),
          new Said("采购订单号", "reference"),
          new Said("需求号", "request"),
          new Said("采购方", "buyer"),
          new Said("供应方", "supplier"),
          new Said("产品编码", "product code"),
          new Said("产品", "product"),
          new Said("单位", "unit"),
          new Said("订货数量", "ordered"),
          new Said("确认数量", "confirmed"),
          new Said("已发数量", "shipped"),
          new Said("到货数量", "received"),
          new Said("需求日期", "needed by"),
          new Said("承诺日期", "promised"),
          new Said("状态", "state"),
          new Said("预警", "warnings"));

  /** States and warnings, as the console's pages have them. */
  private static final Map<String, String> CHINESE =
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

  private final TableBook book;

  /**
   * @param out is left open
   * @param language {@code zh} or {@code en}
   * @throws IOException when it cannot be written
   */
  OrderWorkbook(OutputStream out, String language) throws IOException {
    book = new TableBook(out, language);
    book.sheet(new Said("订单", "Orders"), HEADS);
  }

  /**
   * @throws IOException when it cannot be written any more
   */
  void add(OrderView order) throws IOException {
    book.row(
        Arrays.asList(
            order.number(),
            order.reference(),
            OrderNumbers.request(order.request()),
            said(order.partner().buyer().name()),
            said(order.partner().supplier().name()),
            order.product().code(),
            said(order.product().name()),
            order.product().unit(),
            order.quantity(),
            order.confirmed(),
            order.sent(),
            order.sure(),
            order.neededBy(),
            order.promised(),
            word(order.disputed() ? "disputed" : order.state()),
            all(order.warnings())));
  }

  private static Said said(LocalizedName name) {
    return new Said(name.zh(), name.en());
  }

  private static Said word(String word) {
    return new Said(CHINESE.getOrDefault(word, word), word.replace('-', ' '));
  }

  private static Said all(List<String> words) {
    List<Said> said = words.stream().map(OrderWorkbook::word).toList();
    return new Said(
        said.stream().map(Said::zh).collect(Collectors.joining("、")),
        said.stream().map(Said::en).collect(Collectors.joining(", ")));
  }

  @Override
  public void close() throws IOException {
    book.end();
  }
}
