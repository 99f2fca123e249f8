/** The words of the console itself; what it shows of answers was told by the service. */
export const consoleTexts = {
  'console.signed-out': 'You are not signed in.',
  'console.sign-in':
    'Open the address that the service printed when it was started, or ask an administrator for a key.',
}
