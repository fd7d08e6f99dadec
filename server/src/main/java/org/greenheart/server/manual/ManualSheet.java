// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static org.greenheart.server.places.ImportColumn.optional;
import static org.greenheart.server.places.ImportColumn.required;

import java.util.List;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.ImportForm;

/** A file of results, one a row; rows of one sample are one report. */
final class ManualSheet {
  private static final String KIND = "results";

  private static final List<ImportColumn> COLUMNS =
      List.of(
          required("point", "监测点", "点位", "设备编号", "MN"),
          optional("kind", "类型"),
          optional("number", "报告编号"),
          optional("sample", "样品编号"),
          optional("laboratory", "检测机构", "监测机构", "实验室"),
          optional("accreditation", "资质证书编号", "CMA证书编号", "CMA"),
          required("from", "采样开始", "采样时间", "采样日期"),
          optional("to", "采样结束"),
          optional("analysed", "分析日期"),
          optional("sampler", "采样人", "读数人"),
          required("code", "监测项目", "污染物", "项目"),
          required("value", "监测结果", "结果", "浓度", "实测浓度"),
          required("unit", "单位"),
          optional("detectionLimit", "检出限", "方法检出限"),
          optional("converted", "折算浓度"),
          optional("method", "分析方法", "方法标准", "监测方法"),
          optional("instrument", "仪器", "仪器名称"),
          optional("beyond", "许可外项目"),
          optional("remark", "备注"),
          optional("why", "更正原因", "原因"));

  private ManualSheet() {}

  /** That of somebody who sees some points. */
  static ImportForm of(Sight sight, String author, boolean official) {
    return ImportForm.of(KIND, COLUMNS, tables -> new ManualRows(tables, sight, author, official));
  }
}
