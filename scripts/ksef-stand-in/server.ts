import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { StandIn } from './stand-in.ts'

/** The stand-in behind a port of this machine; broken connections are broken for real. */
export async function listen(standIn: StandIn, port = 0): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', async () => {
      try {
        const body = Buffer.concat(chunks)
        const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
          method: incoming.method ?? 'GET',
          headers: Object.entries(incoming.headers).map(
            ([name, value]) => [name, String(value)] as [string, string],
          ),
          ...(body.length > 0 ? { body } : {}),
        })
        const response = await standIn.fetch(request)
        outgoing.writeHead(response.status, Object.fromEntries(response.headers))
        outgoing.end(Buffer.from(await response.arrayBuffer()))
      } catch {
        outgoing.destroy()
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
