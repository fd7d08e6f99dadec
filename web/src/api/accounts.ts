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
