// A data logger in a few lines: enough to knock at the door and to send a value.
import { connect } from 'node:net'

/** The check of HJ 212 (appendix A): the high byte of the register meets the next byte. */
export function crc(bytes) {
  let register = 0xffff
  for (const byte of bytes) {
    register = (register >> 8) ^ byte
    for (let i = 0; i < 8; i++) register = register & 1 ? (register >> 1) ^ 0xa001 : register >> 1
  }
  return register.toString(16).toUpperCase().padStart(4, '0')
}

export function frame(segment) {
  const bytes = Buffer.from(segment)
  return `##${String(bytes.length).padStart(4, '0')}${segment}${crc(bytes)}\r\n`
}

/** A time as HJ 212 writes it, by a Beijing clock. */
export const stamp = (ms) => new Date(ms + 8 * 3600_000).toISOString().replace(/\D/g, '')

/** Sends a frame and gives the answer, or an empty text when none comes in time. */
export function send(port, text, wait = 5000) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    const timer = setTimeout(() => done(''), wait)
    const done = (answer) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    socket.on('connect', () => socket.write(text))
    socket.on('data', (data) => done(data.toString()))
    socket.on('error', (e) => {
      clearTimeout(timer)
      reject(e)
    })
  })
}
