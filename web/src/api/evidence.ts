import type { Name } from './points'

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
