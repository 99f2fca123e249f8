/** The key of an admin with which tests, demos and benches set up a service: as long as `ADMIN_KEY` must be. */
export const adminKey = 'the-key-of-an-admin-for-all-tests'
