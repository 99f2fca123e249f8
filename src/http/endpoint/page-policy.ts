/**
 * What pages of ours may do (CSP 3): their own scripts, styles, workers and calls alone, nothing that stands in a page
 * itself, and no page around them. Pictures and previews of documents are made in the page (`blob:`, `data:`);
 * WebAssembly reads codes.
 */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')
