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
