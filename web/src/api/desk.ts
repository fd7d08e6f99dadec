// What the server says of notices and reports.
import type { Name } from './points'

export interface Notice {
  id: number
  kind: string
  subject: number
  thing: number | null
  severity: string | null
  late: boolean
  at: string
  said: Name
  seen: string | null
}
export interface Bell {
  unread: number
  notices: Notice[]
}
export interface NoticeRule {
  id: number
  recipient: number
  kinds: string[]
  severities: string[]
  rule: string | null
  scope: string
  target: string
  channels: string[]
  digest: boolean
  urgent: boolean
}
export interface Recipient {
  id: number
  code: string
  name: string
  account: number
  language: string
  email: string | null
  webhook: { form: string; host: string; signed: boolean } | null
  quietFrom: string | null
  quietTo: string | null
  digestAt: string
  enabled: boolean
  rules: NoticeRule[]
}
export interface Delivery {
  id: number
  key: string
  kind: string
  said: Name
  late: boolean
  at: string
  recipientName: string
  channel: string
  state: string
  due: string
  attempts: number
  error: string | null
  made: string
  sent: string | null
}
export interface NoticeSettings {
  email: boolean
  from: string | null
  privateWebhooks: boolean
}

export interface ReportColumn {
  key: string
  heading: Name
  unit: string
}
/** Texts in both languages, all else as it is written. */
export type ReportCell = string | Name
export interface ReportSheet {
  title: Name
  columns: ReportColumn[]
  rows: ReportCell[][]
}
export interface ReportScreen {
  sheets: ReportSheet[]
  more: boolean
}
export interface ReportSchedule {
  id: number
  name: string
  request: Record<string, string>
  format: string
  every: string
  at: string
  recipients: string[]
  next: string
  error: string | null
}
