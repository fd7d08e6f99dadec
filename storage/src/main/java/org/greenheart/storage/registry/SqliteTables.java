// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;

/** The table classes over one way of access. */
final class SqliteTables implements Tables {
  private final Access access;
  private final Devices devices;
  private final DeviceEvents deviceEvents;
  private final KeptFrames keptFrames;
  private final Catalogue catalogue;
  private final Entities entities;
  private final Places places;
  private final Positions positions;
  private final Outbox outbox;
  private final Rules rules;
  private final PointMarks pointMarks;
  private final Alarms alarms;
  private final AlarmDesk alarmDesk;
  private final Upkeep upkeep;
  private final Cases cases;
  private final CaseBook caseBook;
  private final DiskSamples diskSamples;
  private final CorrectedRows correctedRows;
  private final Rejudgements rejudgements;
  private final Limits limits;
  private final Notices notices;
  private final NoticeBook noticeBook;
  private final ReportSchedules reportSchedules;
  private final Accounts accounts;
  private final Logins logins;
  private final AuditLog audit;
  private final Installation installation;
  private final Reaches reaches;
  private final Supply supply;
  private final Evidence evidence;
  private final AirTargets airTargets;
  private final MeterSources meterSources;
  private final Counters counters;
  private final ManualReports manualReports;
  private final Production production;
  private final Energy energy;
  private final TaxBook taxBook;

  SqliteTables(Access access, Changes changes) {
    this.access = access;
    devices = new SqliteDevices(access, changes.devices());
    deviceEvents = new SqliteDeviceEvents(access);
    keptFrames = new SqliteKeptFrames(access, changes.devices());
    catalogue = new SqliteCatalogue(access, changes);
    entities = new SqliteEntities(access);
    places = new SqlitePlaces(access, changes.places());
    positions = new SqlitePositions(access);
    outbox = new SqliteOutbox(access);
    rules = new SqliteRules(access, changes.rules());
    pointMarks = new SqlitePointMarks(access, changes.rules());
    alarms = new SqliteAlarms(access);
    alarmDesk = new SqliteAlarmDesk(access);
    upkeep = new SqliteUpkeep(access);
    cases = new SqliteCases(access);
    caseBook = new SqliteCaseBook(access);
    diskSamples = new SqliteDiskSamples(access);
    correctedRows = new SqliteCorrectedRows(access);
    rejudgements = new SqliteRejudgements(access);
    limits = new SqliteLimits(access, changes.limits());
    notices = new SqliteNotices(access);
    noticeBook = new SqliteNoticeBook(access);
    reportSchedules = new SqliteReportSchedules(access);
    accounts = new SqliteAccounts(access);
    logins = new SqliteLogins(access);
    audit = new SqliteAudit(access);
    installation = new SqliteInstallation(access);
    reaches = new SqliteReaches(access);
    supply = new SqliteSupply(access);
    evidence = new SqliteEvidence(access);
    airTargets = new SqliteAirTargets(access);
    meterSources = new SqliteMeterSources(access);
    counters = new SqliteCounters(access);
    manualReports = new SqliteManualReports(access);
    production = new SqliteProduction(access);
    energy = new SqliteEnergy(access);
    taxBook = new SqliteTaxBook(access);
  }

  @Override
  public Instant now() {
    return access.clock().instant();
  }

  @Override
  public Devices devices() {
    return devices;
  }

  @Override
  public DeviceEvents deviceEvents() {
    return deviceEvents;
  }

  @Override
  public KeptFrames keptFrames() {
    return keptFrames;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public Entities entities() {
    return entities;
  }

  @Override
  public Places places() {
    return places;
  }

  @Override
  public Positions positions() {
    return positions;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public Rules rules() {
    return rules;
  }

  @Override
  public PointMarks pointMarks() {
    return pointMarks;
  }

  @Override
  public Alarms alarms() {
    return alarms;
  }

  @Override
  public AlarmDesk alarmDesk() {
    return alarmDesk;
  }

  @Override
  public Upkeep upkeep() {
    return upkeep;
  }

  @Override
  public Cases cases() {
    return cases;
  }

  @Override
  public CaseBook caseBook() {
    return caseBook;
  }

  @Override
  public DiskSamples diskSamples() {
    return diskSamples;
  }

  @Override
  public CorrectedRows correctedRows() {
    return correctedRows;
  }

  @Override
  public Rejudgements rejudgements() {
    return rejudgements;
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public Notices notices() {
    return notices;
  }

  @Override
  public NoticeBook noticeBook() {
    return noticeBook;
  }

  @Override
  public ReportSchedules reportSchedules() {
    return reportSchedules;
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  @Override
  public Logins logins() {
    return logins;
  }

  @Override
  public AuditLog audit() {
    return audit;
  }

  @Override
  public Installation installation() {
    return installation;
  }

  @Override
  public Reaches reaches() {
    return reaches;
  }

  @Override
  public Supply supply() {
    return supply;
  }

  @Override
  public Evidence evidence() {
    return evidence;
  }

  @Override
  public AirTargets airTargets() {
    return airTargets;
  }

  @Override
  public MeterSources meterSources() {
    return meterSources;
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public ManualReports manualReports() {
    return manualReports;
  }

  @Override
  public Production production() {
    return production;
  }

  @Override
  public Energy energy() {
    return energy;
  }

  @Override
  public TaxBook taxBook() {
    return taxBook;
  }
}
