import type { DecodedFrame } from './frames'

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
