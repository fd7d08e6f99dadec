// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;

/** All that is kept in the registry, by subject. */
public interface Tables {
  /** The time on the registry's clock. */
  Instant now();

  Devices devices();

  DeviceEvents deviceEvents();

  KeptFrames keptFrames();

  Catalogue catalogue();

  /** The catalogue as SensorThings queries it. */
  Entities entities();

  Places places();

  Positions positions();

  Outbox outbox();

  Rules rules();

  PointMarks pointMarks();

  Alarms alarms();

  AlarmDesk alarmDesk();

  Upkeep upkeep();

  Cases cases();

  CaseBook caseBook();

  DiskSamples diskSamples();

  CorrectedRows correctedRows();

  Rejudgements rejudgements();

  Limits limits();

  Notices notices();

  NoticeBook noticeBook();

  ReportSchedules reportSchedules();

  Accounts accounts();

  Logins logins();

  AuditLog audit();

  Installation installation();

  Reaches reaches();

  Supply supply();

  Evidence evidence();

  AirTargets airTargets();

  MeterSources meterSources();

  Counters counters();

  ManualReports manualReports();

  Production production();

  Energy energy();

  /** Lists, rules and clues of the tax supervision. */
  TaxBook taxBook();
}
