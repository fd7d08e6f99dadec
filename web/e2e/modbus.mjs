import { createServer } from 'node:net'

/** A Modbus meter on a free port: unit 1, holding registers from 0. It refuses what it does not have. */
export const modbusMeter = async (registers) => {
  const sockets = new Set()
  const server = createServer((socket) => {
    sockets.add(socket)
    let kept = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (more) => {
      kept = Buffer.concat([kept, more])
      while (kept.length >= 12) {
        const asked = kept.subarray(0, 12)
        kept = kept.subarray(12)
        const [start, count] = [asked.readUInt16BE(8), asked.readUInt16BE(10)]
        const has = asked[6] === 1 && asked[7] === 3 && start + count <= registers.length
        const said = has ? Buffer.alloc(2 + 2 * count, 3) : Buffer.from([asked[7] | 0x80, 2])
        if (has) {
          said[1] = 2 * count
          for (let i = 0; i < count; i++) said.writeUInt16BE(registers[start + i], 2 + 2 * i)
        }
        const head = Buffer.from(asked.subarray(0, 7))
        head.writeUInt16BE(said.length + 1, 4)
        socket.write(Buffer.concat([head, said]))
      }
    })
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  const close = () => {
    sockets.forEach((socket) => socket.destroy())
    server.close()
  }
  return { port: server.address().port, close }
}
