/** Refusals: their titles, by the status under which they are answered. */
export const problemTexts = {
  'problem.title.400': 'Malformed request',
  'problem.title.401': 'No valid key or session',
  'problem.title.403': 'Not allowed',
  'problem.title.404': 'Not found',
  'problem.title.409': 'Conflict',
  'problem.title.413': 'Too large',
  'problem.title.415': 'Media type not supported',
  'problem.title.422': 'Understood but impossible',
  'problem.title.429': 'Too many requests',
  'problem.title.500': 'Internal error',
  'problem.title.503': 'Not available now',
  'problem.title.507': 'No room left',
}
