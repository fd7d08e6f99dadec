// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import static org.greenheart.server.places.ImportColumn.optional;
import static org.greenheart.server.places.ImportColumn.required;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.greenheart.storage.registry.Tables;

/** What can be imported, with its columns. */
public enum ImportKind implements ImportForm {
  AREAS(
      required("code", "区域编码", "编码", "行政区划代码"),
      required("name", "区域名称", "名称"),
      optional("nameEn", "英文名称"),
      required("level", "级别"),
      optional("parent", "上级编码")),
  ENTERPRISES(
      required("creditCode", "统一社会信用代码"),
      required("name", "企业名称", "名称"),
      optional("formerName", "曾用名"),
      optional("nameEn", "英文名称"),
      required("industry", "行业代码", "行业类别"),
      optional("area", "区域编码"),
      optional("address", "地址")),
  OUTLETS(
      required("enterprise", "统一社会信用代码"),
      required("code", "排放口编号"),
      required("name", "排放口名称", "名称"),
      optional("nameEn", "英文名称"),
      optional("medium", "介质")),
  PERMITS(
      required("enterprise", "统一社会信用代码"),
      required("permit", "许可证编号"),
      required("validFrom", "有效期起"),
      required("validTo", "有效期止"),
      optional("outlet", "排放口编号"),
      optional("code", "污染物代码"),
      optional("limitFrom", "限值起始日期"),
      optional("averaging", "取值时间"),
      optional("unit", "单位"),
      optional("minimum", "下限"),
      optional("maximum", "许可排放浓度限值", "许可浓度限值", "上限"),
      optional("kilogramsPerHour", "许可排放速率限值"),
      optional("tonnesPerYear", "许可年排放量限值", "许可年排放量")),
  FACILITIES(
      required("enterprise", "统一社会信用代码"),
      required("code", "治理设施编号"),
      required("name", "治理设施名称", "名称"),
      optional("nameEn", "英文名称"),
      optional("medium", "介质"),
      optional("process", "治理工艺")),
  POINTS(
      required("deviceId", "设备编号", "设备唯一标识", "MN"),
      optional("protocol", "协议"),
      required("name", "点位名称", "名称"),
      optional("nameEn", "英文名称"),
      optional("systemType", "系统编码"),
      optional("longitude", "经度"),
      optional("latitude", "纬度"),
      optional("area", "区域编码"),
      optional("enterprise", "统一社会信用代码"),
      optional("outlet", "排放口编号"),
      optional("facility", "治理设施编号"),
      optional("password", "访问密码"),
      optional("crcPolicy", "校验策略"),
      optional("answerPolicy", "应答策略"),
      optional("passwordPolicy", "密码策略")),
  PAIRS(
      required("enterprise", "统一社会信用代码"),
      required("facility", "治理设施编号"),
      required("inlet", "进口设备编号"),
      required("outlet", "出口设备编号"),
      optional("protocol", "协议"),
      optional("minimumEfficiency", "最低去除率")),
  GROUPS(
      required("code", "分组编码", "编码"),
      required("name", "分组名称", "名称"),
      optional("nameEn", "英文名称"),
      optional("deviceId", "设备编号", "设备唯一标识", "MN"),
      optional("protocol", "协议"));

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<ImportColumn> columns;

  ImportKind(ImportColumn... columns) {
    this.columns = List.of(columns);
  }

  @Override
  public List<ImportColumn> columns() {
    return columns;
  }

  @Override
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ImportKind> ofText(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }

  @Override
  public RowWriter writer(Tables tables) {
    return RowWriter.of(this, tables);
  }
}
