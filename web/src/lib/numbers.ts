/** Digits for people: grouped thousands, no change to the digits themselves. */
export const count = (n: number): string => new Intl.NumberFormat('en-US').format(n)

/** Bytes in the unit that leaves one to four digits. */
export function bytes(n: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let value = n
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}

/** A unit as it is read: µg/m³ for ug/m3. Units that are words stay words. */
export const prettyUnit = (unit: string): string =>
  unit.replace(/^degC$/, '℃').replace(/\bug\b/, 'µg').replace(/m3/g, 'm³').replace(/m2\b/g, 'm²')

/** A dash where there is no value. */
export const orDash = (value: string | null | undefined): string => (value === null || value === undefined ? '–' : value)
