/** Why an invoice asked about must not be booked yet. */
export const postingTexts = {
  'posting.other-amount':
    'An invoice with this seller and number is known with another gross amount. Record this one as a copy and compare.',
  'posting.other-day':
    'An invoice with this seller and number is known with another day. Record this one as a copy and compare.',
  'posting.named-other-day':
    'The invoice of this KSeF number or code is known with another day. Record this one as a copy and compare.',
  'posting.code-doubtful':
    'This code stands on a paper whose day is another than that of the code. Record this one as a copy and compare.',
  'posting.several': (s: { count: number; posted: number; findingId: string | null }) => {
    const posted = s.posted === 0 ? 'none of them posted' : `${s.posted} of them posted`
    const advice =
      s.findingId === null
        ? 'Ask again with the day of issue, the kind, the gross amount or the KSeF number.'
        : 'Whether two of them are one is open: decide that finding, or ask again with the KSeF number.'
    return `${s.count} purchases fit, ${posted}. ${advice}`
  },
}
