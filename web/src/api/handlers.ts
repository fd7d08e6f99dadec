/** To whom something can be given. */
export interface Handler {
  /** 0 for a unit. */
  account: number
  name: string
  /** That a person works for; empty for none. */
  unit: string
  /** Who work for a unit. */
  people: number
}

/** Who is given something: an account by its number, a unit or anybody else by a name. */
export type Given = string | { account: number }
