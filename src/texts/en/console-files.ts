/** Files that are dropped on any screen, and pages that are looked at. */
export const consoleFileTexts = {
  'console.drop': 'Drop the files to add them',
  'pdf.failed': 'This PDF cannot be shown here. Save it as a file and open it with another program.',
  'pdf.page': ({ page, pages }: { page: number; pages: number }) => `Page ${page} of ${pages}`,
  'pdf.more': ({ shown, pages }: { shown: number; pages: number }) =>
    `Shown are the first ${shown} of ${pages} pages; save the file to see all.`,
  'console.paper.picture': 'The document as a picture',
  'console.add.kept': 'waits to be confirmed',
  'console.add.known': 'was there already',
  'console.add.imported': (s: Imported) =>
    `${s.received} documents: ${s.fresh} new, ${s.attached} added to purchases, ${s.unchanged} known, ${s.review} with questions, ${s.quarantined} set aside`,
}

interface Imported {
  received: number
  fresh: number
  attached: number
  unchanged: number
  review: number
  quarantined: number
}
