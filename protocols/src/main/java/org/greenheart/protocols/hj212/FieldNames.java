// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The spelling of field names. The standard's names are case sensitive; devices are not. A known
 * name in any case, and the misspellings that are known from the field, give the standard's name;
 * an unknown one stays as it is.
 */
final class FieldNames {
  private static final List<String> PLAIN =
      List.of(
          "AlarmTarget",
          "AlarmTime",
          "AlarmType",
          "BeginTime",
          "CTime",
          "CalibrationType",
          "CstartTime",
          "DataTime",
          "DayStdValue",
          "EndTime",
          "ExeRtn",
          "Flag",
          "InfoId",
          "MinInterval",
          "NewPW",
          "NewSK",
          "NightStdValue",
          "OverTime",
          "PNO",
          "PNUM",
          "PW",
          "PolId",
          "QN",
          "QnRtn",
          "ReCount",
          "ReportTime",
          "RestartTime",
          "RtdInterval",
          "SKCreateTime",
          "Stime",
          "SystemTime",
          "VaseNo",
          "WarnTime");

  private static final List<String> PARTS =
      List.of(
          "Ala",
          "Avg",
          "CompleteTime",
          "Cou",
          "Data",
          "DayData",
          "EFlag",
          "Flag",
          "Info",
          "LowValue",
          "Max",
          "Min",
          "NightData",
          "RS",
          "RT",
          "RawAvg",
          "ResultType",
          "Rtd",
          "SN",
          "SampleRd",
          "SampleTime",
          "SampleType",
          "StandardValue",
          "UpValue",
          "ZsAvg",
          "ZsMax",
          "ZsMin",
          "ZsRtd");

  private static final Map<String, String> PLAIN_NAMES =
      names(
          PLAIN,
          Map.of(
              "Ctime", "CTime",
              "extrtn", "ExeRtn",
              "polld", "PolId",
              "reprottime", "ReportTime",
              "warmtime", "WarnTime"));

  private static final Map<String, String> PART_NAMES = names(PARTS, Map.of("td", "Rtd"));

  private FieldNames() {}

  /** The standard's name for a name without a code. */
  static String plain(String sent) {
    return standard(PLAIN_NAMES, sent);
  }

  /** The standard's name for what follows the hyphen. */
  static String part(String sent) {
    return standard(PART_NAMES, sent);
  }

  private static String standard(Map<String, String> names, String sent) {
    String exact = names.get(sent);
    if (exact != null) {
      return exact;
    }
    String trimmed = sent.strip();
    return names.getOrDefault(trimmed.toLowerCase(Locale.ROOT), trimmed);
  }

  private static Map<String, String> names(List<String> standard, Map<String, String> misspelt) {
    Map<String, String> names = new HashMap<>(misspelt);
    for (String name : standard) {
      names.put(name, name);
      names.put(name.toLowerCase(Locale.ROOT), name);
    }
    return Map.copyOf(names);
  }
}
