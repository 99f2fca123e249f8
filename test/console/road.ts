import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a service that can be narrow, or broken. */
export interface Road {
  /** Where it begins, such as `http://localhost:40123`. */
  url: string
  /** From now on nothing more gets through. */
  narrow(): void
  /** All that is on its way is lost, and nobody gets in. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** A road of its own to the service at an address of this machine. */
export async function roadTo(url: string): Promise<Road> {
  const port = Number(new URL(url).port)
  const sockets = new Set<Socket>()
  let state: 'open' | 'narrow' | 'cut' = 'open'
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy()
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (bytes) => {
      far.write(bytes)
      if (state === 'narrow') near.pause()
    })
    far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const lost = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    narrow: () => {
      state = 'narrow'
    },
    cut: () => {
      state = 'cut'
      lost()
    },
    mend: () => {
      state = 'open'
    },
    close: async () => {
      lost()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
