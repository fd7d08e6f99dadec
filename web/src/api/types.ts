// What the server's REST interface answers. Exact numbers come as strings and are shown as sent.

export type Contact = 'fresh' | 'late' | 'silent' | 'pending'
export type Judgement = 'normal' | 'near' | 'exceeded' | 'alarm' | 'marked' | 'invalid'

export interface Name {
  zh: string
  en: string
}

export interface Point {
  id: number
  name: string
  nameEn: string | null
  deviceId: string
  protocol: string
  systemType: string | null
  contact: Contact
  judgement: Judgement
  /** When the newest data was received. */
  lastTime: string | null
  /** How often data is expected, in seconds; null when not known yet. */
  expectedSeconds: number | null
  lon: number | null
  lat: number | null
  area: string | null
  enterprise: string | null
  enterpriseId: number | null
  outlet: string | null
  alarms: number
  /** The newest of the open alarms. */
  alarm: AlarmNote | null
  headline: Headline | null
}

export interface AlarmNote {
  rule: Name
  start: string
  peak: string | null
  limit: string | null
  unit: string
}

export interface Headline {
  datastream: number
  name: Name
  value: string | null
  /** What its limit judges of it; null when that was not sent. */
  judged: string | null
  unit: string
  flag: string | null
  interval: Interval
  limit: Limit | null
}

export interface Limit {
  lower: string | null
  upper: string | null
  /** The means that it is about. */
  averaging: Interval
  /** Where it comes from, such as a permit's number. */
  basis: string
  /** Of one that counts at the outlet; left out where an alarm alone told it. */
  whose?: 'permit' | 'local' | 'national'
  ref?: string
  confidence?: string
  /** Which value it judges: that converted to its reference oxygen (percent) and no other, or the measured one. */
  judges?: 'measured' | 'converted' | 'as-the-rule-says'
  oxygen?: string | null
  /** Digits after the point that a value is rounded to before it is compared; null: all are. */
  digits?: number | null
}

/** A limit for as long as it counted. */
export interface LimitSpan {
  from: string
  to: string
  limit: Limit | null
}

export interface LatestRow {
  id: number
  time: string
  end: string | null
  value: string | null
  flag: string | null
  received: string | null
  parameters: Record<string, unknown>
  byHand: boolean
}

export type Interval = 'realtime' | 'minute' | 'hour' | 'day'

export interface Datastream {
  id: number
  code: string
  sentCode: string | null
  name: Name
  unit: string
  interval: Interval
  /** Seconds from one row to the next; null when not known. */
  period: number | null
  computed: boolean
  count: number
  latest: LatestRow | null
  limit: Limit | null
}

export interface PointPage extends Point {
  deviceNumber: number | null
  datastreams: Datastream[]
}

/** What a removal takes along, and what stands against it. */
export interface Removal {
  name: string
  datastreams: number
  observations: number
  since: string | null
  until: string | null
  alarms: number
  cases: number
  rules: number
  pairs: number
  reports: number
  /** `point-held`, `datastream-held`, `point-pending`; null when it can be removed. */
  refusal: string | null
}

export interface SeriesRow {
  id: number
  time: string
  value: string | null
  flag: string | null
  min: string | null
  max: string | null
}

export interface SeriesBucket {
  time: string
  count: number
  min: string
  mean: string
  max: string
}

export interface Series {
  datastream: number
  from: string
  to: string
  /** Seconds of a bucket; 0 when the rows themselves are given. */
  width: number
  /** Seconds after which a missing row is a gap. */
  gapSeconds: number
  rows: SeriesRow[]
  buckets: SeriesBucket[]
  flags: { from: string; to: string; flag: string }[]
}

export interface Deviation {
  code: string
  offset: number
  text: Name
}

export interface DecodedItem {
  code: string
  /** A field without a code, such as DataTime. */
  plain: boolean
  name: Name | null
  unit: string | null
  fields: { field: string; value: string }[]
}

export interface DecodedFrame {
  text: string
  hex: string
  version: string
  lengthOk: boolean
  declaredLength: number | null
  actualLength: number
  crc: string
  crcSent: string
  crcExpected: string
  crcOk: boolean
  encrypted: boolean
  header: { field: string; value: string }[]
  dataTime: string | null
  items: DecodedItem[]
  deviations: Deviation[]
}

export interface FrameRow {
  arrival: number
  received: string
  source: string
  outcome: string
  bytes: number
  rows: number
  deviations: number
  text: string
}

export interface Trace {
  observation: LatestRow & { datastream: number; name: Name; unit: string; thing: number }
  arrival: {
    number: number
    received: string
    source: string
    outcome: string
    rows: number
    replays: number
  } | null
  frame: DecodedFrame | null
  /** Why there is no frame to show; a code. */
  missing: 'computed' | 'not-kept' | 'by-hand' | null
  /** What came, where it was no frame of HJ 212. */
  raw: string | null
  /** Frames that came before are kept no more. */
  keptSince: string | null
  earlier: { value: string | null; flag: string | null; time: string | null } | null
}

export type DeviceStatus = 'pending' | 'accepted' | 'rejected'
export type CrcPolicy = 'strict' | 'tolerate-known' | 'off'
export type AnswerPolicy = 'by-flag' | 'always'
export type PasswordPolicy = 'tolerant' | 'strict'

/** How many frames were refused for one reason, or odd in one way, since the start. */
export interface FrameTally {
  code: string
  count: number
  last: string
  address: string
  deviceId: string
}

export interface Device {
  number: number
  deviceId: string
  protocol: string
  status: DeviceStatus
  thing: number | null
  name: string | null
  systemType: string | null
  connected: boolean
  firstSeen: string
  lastSeen: string | null
  address: string | null
  frames: number | null
  crc: CrcPolicy
  answer: AnswerPolicy
  password: PasswordPolicy
  /** By why and by how, the last one first. A server that does not count them leaves them out. */
  refused?: FrameTally[]
  deviations?: FrameTally[]
  lastFrame: DecodedFrame | null
}

export interface Alarm {
  id: number
  rule: string
  ruleName: Name
  /** The point that it is about; null for an alarm of an area. */
  thing: number | null
  thingName: string
  /** The area that it is about; null for an alarm of a point. */
  area: { id: number; name: string; nameEn: string } | null
  /** The word of the warning level reached; null where its rule knows none. */
  level: string | null
  code: string
  state: 'open' | 'cleared' | 'withdrawn'
  severity: 'info' | 'warning' | 'danger'
  start: string
  end: string | null
  peak: string | null
  limit: string | null
  unit: string
  basis: string
  raised: string
  acknowledged: string | null
  acknowledgedBy: string | null
  caseId: number | null
  late: boolean
  /** The alarm that this one is a recurrence of. */
  previous: number | null
  /** The older alarm that stays in its place. */
  mergedInto: number | null
  assigned: string | null
  shelvedUntil: string | null
  escalation: number
}

export interface AlarmPage extends Alarm {
  recurrences: number[]
  /** What an alarm of an area rests on. */
  stations: { thing: number; name: string; value: string | null; note: string }[]
}

/** What a person says of a point for a time. */
export interface PersonMark {
  id: number
  thing: number
  from: string
  to: string | null
  kind: string
  note: string
  author: string
  recorded: string
  withdrawn: string | null
}

/** One change of an alarm. */
export interface AlarmEvent {
  id: number
  at: string
  who: string
  what: string
  was: string | null
  is: string | null
  why: string | null
  other: number | null
}

/** How many alarms people had to bear. */
export interface AlarmLoad {
  from: string
  to: string
  operators: number
  total: number
  average: string
  peak: number
  peakAt: string | null
  shareAbove: string
  shareFlood: string
  /** In each ten minutes. */
  counts: number[]
  worstRules: { rule: string; name: Name; count: number; percent: string }[]
  worstPoints: { thing: number; name: string; count: number; percent: string }[]
  staleCount: number
  stale: Alarm[]
}

/** How alarms are handled, whatever their rule. */
export interface AlarmPolicy {
  recurrenceSeconds: number
  operators: number
  steps: { severity: string; level: number; afterSeconds: number; recipient: string }[]
}

export interface UpkeepEntry {
  id: number
  thing: number
  thingName: string
  kind: string
  from: string
  to: string | null
  who: string
  note: string
  source: 'person' | 'mark'
  struck: string | null
  struckBy: string | null
  struckWhy: string | null
}

export interface UpkeepEvent {
  number: number
  command: string
  time: string
  fields: Record<string, string>
}

export interface UpkeepLedger {
  entries: UpkeepEntry[]
  /** What the point's device told of itself. */
  events: UpkeepEvent[]
}

/** What a day brought; counts are hours of Datastreams. */
export interface PointDay {
  day: string
  state: 'none' | 'exceeded' | 'missing' | 'marked' | 'valid'
  expected: number
  received: number
  valid: number
  marked: number
  stopped: number
  alarms: number
  exceeded: number
}

/** What the watch knows of a proof. */
export interface Progress {
  done: number
  needed: number
  fulfilledAt?: string | null
  steps?: { from: string; to: string; outcome: string }[]
}

export interface TimelineEntry {
  at: string
  who: string
  what: string
  /** What a person wrote; empty for entries of the watch. */
  text: string
  /** What the watch wrote. */
  details: { was?: string; became?: string; alarm?: number; code?: string; done?: number; needed?: number; from?: string; to?: string; outcome?: string; fulfilledAt?: string } | null
}

/** The clock on a case. */
export interface CaseClock {
  stageDue: string | null
  due: string | null
  next: string | null
  paused: string | null
  colour: 'none' | 'paused' | 'green' | 'yellow' | 'orange' | 'red'
  extensions: number
  askedBy: string | null
  askedWhy: string | null
}

/** Numbers of 0 stand for none. */
export interface Case {
  id: number
  number: string
  kind: string
  title: string
  state: 'open' | 'closed'
  stage: string
  version: number
  thing: number
  thingName: string
  rule: string
  code: string
  since: string
  opened: string
  closed: string | null
  source: string
  description: string
  fields: Record<string, string>
  area: number
  enterprise: number
  campaign: number
  parent: number
  mergedInto: number
  lead: string
  body: string
  finding: string
  clock: CaseClock
  criterion: { required: { kind: string; count: number }; progress: Progress | null; fulfilled: boolean } | null
  timeline: TimelineEntry[]
  alarms: Alarm[]
}

export interface CaseKind {
  code: string
  name: Name
  ledger: boolean
  fields: CaseField[]
  steps: { step: string; roles: string[]; fields: string[] }[]
  limits: KindLimit[]
  /** Of the whole; null for none. */
  total: KindLimit | null
  extension: { days: number; times: number } | null
  lookBack: number[]
  basis: string
}

/** How long a stage may last, and who is told. */
export interface KindLimit {
  stage: string | null
  days: number
  unit: 'calendar' | 'working'
  warnDays: number
  escalateDays: number
  to: string
}

/** Days in a row that are not what their day of the week says. */
export interface CalendarDays {
  /** 0 for what the program ships. */
  id: number
  from: string
  to: string
  works: boolean
  name: string
  source: string
  confidence: string
}

/** A look whether what was put right lasted. */
export interface LookBackRow {
  caseId: number
  number: string
  title: string
  thing: number
  day: number
  state: 'planned' | 'due' | 'done' | 'void'
  closed: string
  due: string
  checked: string | null
  outcome: string | null
  who: string | null
  details: { text?: string; signed?: { who: string; step: string }[]; alarms?: number[]; tampering?: number[] } | null
}

/** A note that calls upon somebody, with the case that it is in. */
export interface CalledUpon {
  id: number
  caseId: number
  number: string
  title: string
  person: string
  who: string
  text: string
  at: string
}

export interface CaseField {
  name: string
  label: Name
  type: 'text' | 'long-text' | 'number' | 'date' | 'flag' | 'choice' | 'choices'
  required: boolean
  choices: { word: string; zh: string; en: string }[]
  /** What of it the public reads. */
  public: 'hidden' | 'masked' | 'shown'
}

export interface CaseNeed {
  name: string
  type: 'text' | 'word' | 'texts' | 'date' | 'number' | 'case'
  required: boolean
  words: string[]
}

export interface CasePiece {
  id: number
  no: string
  unit: string
  leads: boolean
  task: string
  due: string | null
  given: string
  answer: string | null
  answered: string | null
  answeredBy: string | null
  version: number
}

export interface CaseItem {
  id: number
  parent: number
  code: string
  title: string
  owner: string
  standard: string
  due: string | null
  progress: number
  parts: number | null
  money: string | null
  yearMoney: string | null
  share: string | null
  stage: string
  evidence: string
  answer: string | null
  done: string | null
  doneBy: string | null
  linked: number
  version: number
}

/** A case with all that hangs on it. */
export interface CasePage extends Case {
  form: CaseKind
  steps: { step: string; needs: CaseNeed[] }[]
  pieces: CasePiece[]
  items: CaseItem[]
  lookBacks: { day: number; due: string; checked: string | null; outcome: string | null; who: string | null; details: { signed?: { who: string; step: string }[] } | null }[]
  complainant: boolean
  beside: { id: number; number: string; title: string; stage: string; thing: number }[]
}

export interface SimilarPlace {
  thing: number
  name: string
  because: string[]
  now: boolean
  lately: number
  check: number
}

export interface LedgerTotal {
  parts: number
  done: number
  money: string | null
  yearMoney: string | null
}

export interface LedgerRow {
  id: number
  number: string
  kind: string
  title: string
  state: string
  parent: number
  fields: Record<string, string>
  total: LedgerTotal
  problems: number
}

export interface LedgerPage extends CasePage {
  total: LedgerTotal
  problems: { item: string; field: string; declared: string; counted: string; code: string }[]
}

export interface Campaign {
  id: number
  code: string
  title: string
  starts: string
  ends: string
  hotline: string
  opens: string
  closes: string
  mailBox: string
  scope: string
}

export interface Area {
  id: number
  code: string
  name: string
  nameEn: string | null
  level: string
  parent: number | null
}

export interface Enterprise {
  id: number
  creditCode: string
  name: string
  nameEn: string | null
  industry: string
  area: number | null
  address: string | null
}

export interface Outlet {
  id: number
  enterprise: number
  code: string
  name: string
  nameEn: string | null
  medium: 'air' | 'water'
}

export interface PermitLimit {
  id: number
  outlet: number
  code: string
  from: string
  averaging: Interval
  unit: string
  minimum: string | null
  maximum: string | null
  kilogramsPerHour: string | null
  tonnesPerYear: string | null
}

export interface Permit {
  id: number
  number: string
  terms: { id: number; from: string; to: string }[]
  limits: PermitLimit[]
}

export interface EnterprisePage {
  enterprise: Enterprise
  outlets: Outlet[]
  facilities: { id: number; code: string; name: string; nameEn: string | null; process: string | null }[]
  permits: Permit[]
  points: { thing: number; outlet: number | null; facility: number | null }[]
}

export interface ImportResult {
  kind: string
  preview: boolean
  applied: boolean
  rows: number
  added: number
  changed: number
  unchanged: number
  errorCount: number
  errors: { row: number; column: string; rule: string; value: string; code: string }[]
}

export interface FactorName {
  code: string
  name: Name
  unit: string
}

export interface Status {
  now: string
  speed: number
  version: string
  place: string
  demo: boolean
  open: boolean
  started: string
  framesPerMinute: number
  openAlarms: number
  openCases: number
  pendingDevices: number
  queue: { waiting: number; bytes: number }
  lastArrival: number
  positions: { reader: string; position: number; behind: number }[]
  disk: Disk
  connections: number
  hj212Port: number
  java: string
  health: Health
}

export type DiskPart = 'frames' | 'realtime' | 'minute' | 'lasting' | 'other'

export interface Disk {
  used: number
  free: number
  total: number
  growthPerDay: number | null
  measuredSince: string | null
  /** 3650: not foreseen to be full. */
  daysLeft: number | null
  parts: { kind: DiskPart; bytes: number; perDay: number | null; growsUntil: string | null }[]
}

export type KeptKind = 'frames' | 'realtime' | 'minute' | 'hour' | 'day'

export interface Retention {
  /** null: for ever. */
  keptDays: Record<KeptKind, number | null>
  framesSince: string | null
  nextRun: string
  lastRun: {
    at: string
    millis: number
    upTo: number
    framesBefore: string | null
    frames: number
    framesHeld: Record<string, number>
    rows: { interval: KeptKind; before: string; deleted: number; held: number }[]
  } | null
  failure: string | null
}

export interface Health {
  status: 'ok' | 'degraded' | 'failing'
  reasons: { level: string; code: string; message: string; nextStep: string }[]
}

/** One row as it arrives, over the live events. */
export interface LiveRow {
  datastream: number
  id: number
  time: string
  value: string | null
  flag: string | null
  received: string | null
  parameters: Record<string, unknown>
}

export interface LivePoint {
  id: number
  contact: Contact
  judgement: Judgement
  lastTime: string | null
  alarms: number
  /** The newest of the open alarms. */
  alarm: AlarmNote | null
  headline: Headline | null
}

/** One parameter of a kind of rule. */
export interface RuleField {
  name: string
  type: string
  required: boolean
  usual: string | null
  unit: string
}

export interface RuleKind {
  kind: string
  basis: string
  fields: readonly RuleField[]
}

/** One version of a rule of the watch. */
export interface Rule {
  code: string
  version: number
  kind: string
  name: string
  nameEn: string
  severity: string
  thing: number | null
  scope: string
  target: string
  /** What the target is called; null where it has no name of its own. */
  targetName: Name | null
  schedule: string | null
  validFrom: string
  parameters: Record<string, unknown>
  dwellSeconds: number
  clearSeconds: number
  opensCase: boolean
  criterion: unknown
  basis: string
  enabled: boolean
  author: string
  recorded: string
}

/** An air quality index of an hour or of 24. */
export interface AirIndex {
  from: string
  to: string
  /** Null when too little is valid. */
  aqi: number | null
  level: { number: number; zh: string; en: string; rgb: string } | null
  primary: string[]
}

/** A city's air by its stations. */
export interface CityAir {
  area: number
  code: string
  name: string
  nameEn: string
  hour: AirIndex | null
  day: AirIndex | null
  warning: { alarm: number; level: string; since: string } | null
  stations: { thing: number; name: string; hour: AirIndex | null }[]
  targets: {
    item: string
    target: string
    unit: string
    value: string
    validDays: number
    daysLeft: number
    allowedMean: string | null
    badDaysAllowed: number | null
    goodDaysNeeded: number | null
    state: string
    basis: string
  }[]
  basis: string | null
}

/** Which standards apply at which outlets on a day. */
export interface StandardsInUse {
  day: string
  standards: {
    standard: string
    medium: string
    from: string | null
    limits: number
    enabled: number
    confidence: string | null
    outlets: { outlet: number; name: string; enterprise: string }[]
  }[]
  industries: {
    industry: string
    area: string
    medium: string
    standard: string
    from: string | null
    to: string | null
    document: string
    clause: string
    confidence: string
    source: string
  }[]
}

/** What somebody has said of where a standard applies. */
export interface StandardUse {
  id: number
  scope: 'outlet' | 'enterprise' | 'area' | 'industry' | 'all'
  target: string
  medium: string
  standard: string
  from: string | null
  to: string | null
  applies: boolean
  author: string
  reason: string
  recorded: string
}

/** What a rule names and cannot judge, and why. */
export interface LeftOut {
  rule: string
  thing: number
  /** Left out in a dry run. */
  thingName?: string
  code: string
  reason: 'factor-missing' | 'unit-mismatch' | 'oxygen-missing' | 'oxygen-of-air'
  asked: string | null
  has: string | null
  /** How many values; null: none is ever judged. */
  values: number | null
  last: string | null
}

/** What a rule would have raised over past data. */
export interface DryRun {
  from: string
  to: string
  alarms: number
  points: number
  rows: number
  cut: string | null
  leftOut: readonly LeftOut[]
  list: readonly {
    thing: number
    thingName: string
    code: string
    unit: string
    episodes: readonly { start: string; end: string | null; peak: string | null; limit: string | null }[]
  }[]
}

/** A rule, as far as its name is needed. */
export interface RuleName {
  code: string
  name: string
  nameEn: string
}

/** How many alarms come out otherwise. */
export interface RejudgedCounts {
  raised: number
  changed: number
  withdrawn: number
  merged: number
}

/** What an alarm says, or would. */
export interface AlarmSpan {
  start: string
  end: string | null
  peak: string | null
  limit: string | null
}

/** What judging a range again would change. */
export interface Difference {
  points: number
  counts: RejudgedCounts
  changes: {
    kind: 'raised' | 'changed' | 'withdrawn' | 'merged'
    rule: string
    ruleVersion: number
    thing: number
    thingName: string
    signalCode: string
    unit: string
    alarm: number | null
    was: AlarmSpan | null
    is: AlarmSpan | null
  }[]
  /** Whether not all changes are listed. */
  more: boolean
}

/** A range that a person has ordered to be judged again. */
export interface Rejudgement {
  id: number
  rule: string | null
  things: number[]
  from: string
  to: string
  author: string
  reason: string
  ordered: string
  state: 'running' | 'done' | 'cancelled'
  ended: string | null
  points: number
  counts: RejudgedCounts
}

/** Who calls, and what this installation is. */
export interface Me {
  open: boolean
  setupNeeded: boolean
  setupCode: boolean
  place: string
  kind: 'bureau' | 'park' | 'factory'
  zone: string
  /** What the button of the OpenID provider says. */
  provider: string | null
  account: OwnAccount | null
  pageToken: string | null
}

export interface OwnAccount {
  id: number
  login: string | null
  name: string
  roles: string[]
  rights: string[]
  /** That cases are given out to; may be empty. */
  unit: string
  everything: boolean
  twoFactor: boolean
  hasPassword: boolean
}

export interface Came {
  account: OwnAccount
  pageToken: string
}

/** A browser that is logged in, or a program's token. */
export interface LoginRow {
  id: number
  name: string
  address: string
  made: string
  seen: string
  expires: string
  present: boolean
  rights: string[] | null
}

export interface Account {
  id: number
  login: string
  name: string
  roles: string[]
  everything: boolean
  enterprises: number[]
  areas: number[]
  groups: number[]
  unit: string
  active: boolean
  twoFactor: boolean
  hasPassword: boolean
  issuer: string | null
  created: string
  seen: string | null
}

export interface AuditEntry {
  id: number
  at: string
  account: number
  who: string
  address: string
  action: string
  target: string
  outcome: string
  was: unknown
  became: unknown
  hash: string
}

/** A file of a case. Place and time are what the photo says of itself. */
export interface EvidenceFile {
  id: number
  caseId: number
  item: number | null
  name: string
  media: string
  bytes: number
  sha256: string
  note: string
  taken: string | null
  latitude: string | null
  longitude: string | null
  added: string
  addedBy: string
  struck: string | null
  struckBy: string | null
  struckWhy: string | null
  thumbnail: boolean
}

export interface EvidenceListing {
  files: EvidenceFile[]
  limits: { fileBytes: number; files: number; media: string[] }
}

export interface Mention {
  id: number
  caseId: number
  person: string
  who: string
  text: string
  at: string
  seen: string | null
}

/** A row of the public table of results. */
export interface ResultRow {
  number: string
  kind: Name
  title: string
  description: string
  area: string
  stage: string
  finding: string
  opened: string
  closed: string | null
  fields: { name: string; label: Name; value: Name }[]
}

export interface PublishedResult {
  id: number
  published: string
  row: ResultRow
}

/** What would be published of a case, and what of it is public now. */
export interface PublicationPreview {
  row: ResultRow
  hidden: Name[]
  sha256: string
  ready: boolean
  present: ResultRow | null
  published: string | null
}
