/**
 * What pdf.js takes from the platform and Node 20 has not. Without it pdf.js stops at the first font of a page and
 * says nothing, and everything painted later is lost: the same file had other codes by the version of Node.
 */

/** Fills in what is missing, before pdf.js is loaded; what the platform has stays. */
export function fillInPlatform(): void {
  const name = 'transferToFixedLength'
  if (name in ArrayBuffer.prototype) return
  Object.defineProperty(ArrayBuffer.prototype, name, {
    value: transferToFixedLength,
    writable: true,
    configurable: true,
  })
}

/** ECMA-262 25.1.6.8: the bytes in a buffer of that length, taken away from the one they were in. */
function transferToFixedLength(this: ArrayBuffer, length = this.byteLength): ArrayBuffer {
  const moved = new ArrayBuffer(length)
  new Uint8Array(moved).set(new Uint8Array(this, 0, Math.min(length, this.byteLength)))
  structuredClone(this, { transfer: [this] })
  return moved
}
