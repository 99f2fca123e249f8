/** What the page of help says. */
export const consoleHelpTexts = {
  'console.help.keys': 'Keys',
  'console.help.look': 'Language and colours',
  'console.help.g': 'Press G, then the letter.',
}
