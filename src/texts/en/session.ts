/** Sessions of browsers: what keeps one from counting. */
export const sessionTexts = {
  'session.ended': 'Your session has ended. Sign in again; what you did is kept.',
  'session.key-unknown':
    'The service does not know this key, or it was revoked. Check that you copied all of it, or ask an administrator for a new one.',
  'session.cross-origin':
    'A session counts only for pages of this service, and this request came from elsewhere. Open the console at its own address, or send a key.',
}
