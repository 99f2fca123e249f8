/** The memory of a Worker, through the inspector of workerd. Needs a WebSocket: `--experimental-websocket` on Node 20. */

interface HeapUsage {
  usedSize: number
  /** Of buffers, which lie beside the heap. */
  backingStorageSize?: number
}

export class Inspector {
  readonly #socket: WebSocket
  #lastId = 0
  readonly #waiting = new Map<number, (result: HeapUsage) => void>()

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      const { id, result } = JSON.parse(String(data)) as { id?: number; result: HeapUsage }
      if (id === undefined) return
      this.#waiting.get(id)?.(result)
      this.#waiting.delete(id)
    })
  }

  /** Of the Worker that listens to this port and is no part of the platform itself. */
  static async open(port: number): Promise<Inspector> {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
      id: string
      webSocketDebuggerUrl: string
    }[]
    const found = targets.find(({ id }) => id.startsWith('core:user:'))
    if (found === undefined) throw new Error(`No Worker among ${JSON.stringify(targets)}`)
    const socket = new WebSocket(found.webSocketDebuggerUrl)
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve)
      socket.addEventListener('error', reject)
    })
    return new Inspector(socket)
  }

  #call(method: string): Promise<HeapUsage> {
    const id = ++this.#lastId
    this.#socket.send(JSON.stringify({ id, method }))
    return new Promise((resolve) => this.#waiting.set(id, resolve))
  }

  /** What is alive now, in bytes: the garbage is collected before it is counted. */
  async live(): Promise<number> {
    await this.#call('HeapProfiler.collectGarbage')
    const { usedSize, backingStorageSize = Number.NaN } = await this.#call('Runtime.getHeapUsage')
    return usedSize + backingStorageSize
  }

  close(): void {
    this.#socket.close()
  }
}
